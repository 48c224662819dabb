package org.jwks4j.vendors;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jwks4j.verifier.TokenRules;

/** Each kind of token of each vendor: its name, its settings, and how they are put to the vendor's class. */
final class VendorCatalog {
    private static final String GITHUB_RULES = "repositories repositoryIds owners refs environments";
    private static final String GITLAB_RULES = "projects projectIds namespaces refs protectedRefs environments";

    static final Map<String, Entry> ENTRIES;

    static {
        VendorCatalog all = new VendorCatalog();
        all.logins();
        all.ownLogins();
        all.microsoft();
        all.amazon();
        all.google();
        all.pipelines();
        all.clusters();
        all.spiffe();
        ENTRIES = Collections.unmodifiableMap(all.entries);
    }

    private final Map<String, Entry> entries = new TreeMap<>();

    private VendorCatalog() {}

    private void logins() {
        add("apple-id", "clientId", s -> Apple.idTokens(s.one("clientId")));
        add("auth0-access", "domain apiIdentifiers organizationId", s -> {
            Auth0 tenant = Auth0.tenant(s.one("domain"));
            return s.has("organizationId")
                    ? tenant.accessTokensOf(s.one("organizationId"), s.some("apiIdentifiers"))
                    : tenant.accessTokens(s.some("apiIdentifiers"));
        });
        add("auth0-id", "domain clientId", s -> Auth0.tenant(s.one("domain")).idTokens(s.one("clientId")));
        add(
                "cloudflare-access",
                "team audTags",
                s -> CloudflareAccess.team(s.one("team")).applicationTokens(s.some("audTags")));
    }

    /** Providers that people also run by themselves, or have a domain of their own at. */
    private void ownLogins() {
        add("dex-id", "issuer clientId", s -> Dex.idTokens(s.one("issuer"), s.one("clientId")));
        add(
                "keycloak-access",
                "url realm audience realmRoles clientId clientRoles",
                s -> Keycloak.realm(s.one("url"), s.one("realm"))
                        .accessTokens(s.some("audience"))
                        .withRules(rules -> roles(s, rules)));
        add(
                "keycloak-id",
                "url realm clientId",
                s -> Keycloak.realm(s.one("url"), s.one("realm")).idTokens(s.one("clientId")));
        add(
                "okta-access",
                "domain server audience",
                s -> Okta.authorizationServer(s.one("domain"), s.one("server")).accessTokens(s.some("audience")));
        add(
                "okta-id",
                "domain server clientId",
                s -> Okta.authorizationServer(s.one("domain"), s.one("server")).idTokens(s.one("clientId")));
        add(
                "okta-organization-id",
                "domain clientId",
                s -> Okta.idTokensOfOrganization(s.one("domain"), s.one("clientId")));
        add(
                "zitadel-access",
                "url audience",
                s -> Zitadel.instance(s.one("url")).accessTokens(s.some("audience")));
        add("zitadel-id", "url clientId", s -> Zitadel.instance(s.one("url")).idTokens(s.one("clientId")));
    }

    /** All of them are needed. */
    private static TokenRules roles(VendorSettings s, TokenRules rules) {
        TokenRules all = rules;
        for (String role : s.any("realmRoles")) {
            all = Keycloak.requireRealmRole(all, role);
        }
        if (s.has("clientId") || s.has("clientRoles")) {
            for (String role : s.some("clientRoles")) {
                all = Keycloak.requireClientRole(all, s.one("clientId"), role);
            }
        }
        return all;
    }

    private void microsoft() {
        entra("entra", "tenantIds", s -> {
            String[] tenants = s.some("tenantIds");
            return tenants.length == 1 ? Entra.tenant(tenants[0]) : Entra.tenants(tenants);
        });
        entra("entra-any-tenant", "", s -> Entra.anyTenant());
        entra("entra-v1", "tenantId", s -> Entra.tenantV1(s.one("tenantId")));
        entra(
                "entra-external-id",
                "subdomain tenantId",
                s -> EntraExternalId.tenant(s.one("subdomain"), s.one("tenantId")));
        b2c("azure-b2c", AzureB2c::policy);
        b2c("azure-b2c-policy-in-issuer", AzureB2c::policyInIssuer);
    }

    private void entra(String name, String settings, Function<VendorSettings, Entra> tenant) {
        Function<VendorSettings, Entra> withKeys = s -> s.has("keysOfApplication")
                ? tenant.apply(s).withKeysOfApplication(s.one("keysOfApplication"))
                : tenant.apply(s);
        add(
                name + "-access",
                settings + " audience keysOfApplication",
                s -> withKeys.apply(s).accessTokens(s.some("audience")));
        add(
                name + "-id",
                settings + " clientId keysOfApplication",
                s -> withKeys.apply(s).idTokens(s.one("clientId")));
    }

    private void b2c(String name, B2cPolicy policy) {
        String settings = "tenantName tenantId policy ";
        add(name + "-access", settings + "applicationIds", s -> policy.of(s).accessTokens(s.some("applicationIds")));
        add(name + "-id", settings + "applicationId", s -> policy.of(s).idTokens(s.one("applicationId")));
    }

    private void amazon() {
        add(
                "aws-alb",
                "arns issuer clientIds",
                s -> AwsAlb.loadBalancers(s.some("arns")).userClaims(s.one("issuer"), s.some("clientIds")));
        add(
                "cognito-access",
                "region userPoolId clientIds",
                s -> Cognito.userPool(s.one("region"), s.one("userPoolId")).accessTokens(s.some("clientIds")));
        add(
                "cognito-id",
                "region userPoolId clientId",
                s -> Cognito.userPool(s.one("region"), s.one("userPoolId")).idTokens(s.one("clientId")));
    }

    private void google() {
        add(
                "google-id",
                "clientIds hostedDomain",
                s -> s.has("hostedDomain")
                        ? Google.idTokensOf(s.one("hostedDomain"), s.some("clientIds"))
                        : Google.idTokens(s.some("clientIds")));
        add(
                "google-id-by-certificates",
                "clientIds hostedDomain",
                s -> Google.idTokensByCertificates(s.some("clientIds"))
                        .withRules(rules -> s.has("hostedDomain")
                                ? Google.requireHostedDomain(rules, s.one("hostedDomain"))
                                : rules));
        add(
                "firebase-id",
                "projectId",
                s -> Firebase.project(s.one("projectId")).idTokens());
        add(
                "firebase-session",
                "projectId",
                s -> Firebase.project(s.one("projectId")).sessionCookies());
        add(
                "google-iap-app-engine",
                "projectNumber projectId",
                s -> GoogleIap.appEngine(s.one("projectNumber"), s.one("projectId")));
        add(
                "google-iap-backend-service",
                "projectNumber serviceId region",
                s -> s.has("region")
                        ? GoogleIap.backendService(s.one("projectNumber"), s.one("region"), s.one("serviceId"))
                        : GoogleIap.backendService(s.one("projectNumber"), s.one("serviceId")));
        add(
                "google-iap-cloud-run",
                "projectNumber region service",
                s -> GoogleIap.cloudRun(s.one("projectNumber"), s.one("region"), s.one("service")));
    }

    private void pipelines() {
        gitHub("github-actions", "", s -> GitHubActions.onGitHub());
        gitHub("github-actions-enterprise", "slug", s -> GitHubActions.ofEnterprise(s.one("slug")));
        gitHub("github-actions-ghe-com", "subdomain", s -> GitHubActions.onGheCom(s.one("subdomain")));
        gitHub("github-actions-server", "host", s -> GitHubActions.onServer(s.one("host")));
        gitLab("gitlab", "", s -> GitLab.onGitLabCom());
        gitLab("gitlab-server", "url", s -> GitLab.onServer(s.one("url")));
    }

    private void gitHub(String name, String settings, Function<VendorSettings, GitHubActions> issuer) {
        add(name, settings + " audience " + GITHUB_RULES, s -> {
            GitHubActions actions = issuer.apply(s);
            actions = narrowed(s, "repositories", actions, GitHubActions::repositories);
            actions = narrowed(s, "repositoryIds", actions, GitHubActions::repositoryIds);
            actions = narrowed(s, "owners", actions, GitHubActions::owners);
            actions = narrowed(s, "refs", actions, GitHubActions::refs);
            actions = narrowed(s, "environments", actions, GitHubActions::environments);
            return actions.tokensFor(s.some("audience"));
        });
    }

    private void gitLab(String name, String settings, Function<VendorSettings, GitLab> issuer) {
        add(name, settings + " audience " + GITLAB_RULES, s -> {
            GitLab lab = issuer.apply(s);
            lab = narrowed(s, "projects", lab, GitLab::projects);
            lab = narrowed(s, "projectIds", lab, GitLab::projectIds);
            lab = narrowed(s, "namespaces", lab, GitLab::namespaces);
            lab = narrowed(s, "refs", lab, GitLab::refs);
            lab = s.isTrue("protectedRefs") ? lab.protectedRefs() : lab;
            lab = narrowed(s, "environments", lab, GitLab::environments);
            return lab.tokensFor(s.some("audience"));
        });
    }

    /** A rule for a setting that may be left out. */
    private static <T> T narrowed(VendorSettings settings, String name, T issuer, Narrowing<T> rule) {
        return settings.has(name) ? rule.apply(issuer, settings.some(name)) : issuer;
    }

    private void clusters() {
        cluster(
                "kubernetes-in-pod",
                "folder",
                s -> s.has("folder") ? Kubernetes.inPod(Path.of(s.one("folder"))) : Kubernetes.inPod());
        cluster("kubernetes-eks", "region id", s -> Kubernetes.eks(s.one("region"), s.one("id")));
        cluster(
                "kubernetes-gke",
                "project location cluster",
                s -> Kubernetes.gke(s.one("project"), s.one("location"), s.one("cluster")));
        cluster(
                "kubernetes-aks",
                "region tenantId id",
                s -> Kubernetes.aks(s.one("region"), s.one("tenantId"), s.one("id")));
    }

    private void spiffe() {
        add("spiffe", "trustDomain bundleUri audience paths pathPrefix jwtIssuer", s -> {
            Spiffe domain = Spiffe.trustDomain(s.one("trustDomain"), s.one("bundleUri"));
            Spiffe named = s.has("jwtIssuer") ? domain.withIssuerClaim(s.one("jwtIssuer")) : domain;
            if (s.has("pathPrefix")) {
                s.requireNone("paths", "pathPrefix");
                return named.workloadsBelow(s.one("audience"), s.one("pathPrefix"));
            }
            return s.has("paths")
                    ? named.workloadsAt(s.one("audience"), s.some("paths"))
                    : named.workloads(s.some("audience"));
        });
    }

    private void cluster(String name, String settings, Function<VendorSettings, Kubernetes> cluster) {
        add(
                name,
                settings + " audience serviceAccounts",
                s -> cluster.apply(s).tokensFor(s.one("audience"), s.some("serviceAccounts")));
        add(
                name + "-any-service-account",
                settings + " audience",
                s -> cluster.apply(s).tokensOfAnyServiceAccountFor(s.one("audience")));
    }

    private void add(String name, String settings, Function<VendorSettings, VendorTrust> make) {
        entries.put(name, new Entry(List.of(settings.strip().split(" ", -1)), make));
    }

    /**
     * One kind of token.
     *
     * @param settings the names of its settings
     * @param make fails if one that is needed is missing, or has another form
     */
    record Entry(List<String> settings, Function<VendorSettings, VendorTrust> make) {}

    @FunctionalInterface
    private interface Narrowing<T> {
        T apply(T issuer, String[] oneOf);
    }

    @FunctionalInterface
    private interface B2cPolicy {
        AzureB2c of(String tenantName, String tenantId, String policy);

        default AzureB2c of(VendorSettings s) {
            return of(s.one("tenantName"), s.one("tenantId"), s.one("policy"));
        }
    }
}
