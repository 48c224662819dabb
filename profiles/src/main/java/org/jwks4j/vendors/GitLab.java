package org.jwks4j.vendors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.verifier.TokenRules;

/**
 * Jobs of GitLab CI/CD, with the ID tokens that they get by {@code id_tokens:}. All projects of an instance have the same issuer, and
 * every job can get a token for any audience: so who may come is said by the project or its namespace. Immutable; each method returns a
 * changed copy.
 *
 * @see <a href="https://docs.gitlab.com/ci/secrets/id_token_authentication/">OpenID Connect authentication using ID tokens (GitLab
 *     Docs)</a>
 */
public final class GitLab {
    private final TrustedIssuer issuer;
    private final Map<String, List<String>> claims;

    private GitLab(TrustedIssuer issuer, Map<String, List<String>> claims) {
        this.issuer = issuer;
        this.claims = claims;
    }

    /**
     * Jobs on {@code gitlab.com}.
     *
     * @return the issuer; a project or a namespace is still to be named
     */
    public static GitLab onGitLabCom() {
        return onServer("https://gitlab.com");
    }

    /**
     * Jobs on an instance of your own: its URL is the issuer, its keys are at {@code {url}/oauth/discovery/keys}.
     *
     * @param url as its {@code external_url} says
     * @return the issuer; a project or a namespace is still to be named
     */
    public static GitLab onServer(String url) {
        String issuer = Argument.BASE_URL.check(url);
        return new GitLab(TrustedIssuer.of(issuer).withJwksUri(issuer + "/oauth/discovery/keys"), Map.of());
    }

    /**
     * Accepts jobs of these projects only. If a project is moved or deleted, the next owner of its path gets such tokens;
     * {@link #projectIds} do not change hands.
     *
     * @param oneOf each a whole path such as {@code acme/backend/orders}
     * @return a changed copy
     */
    public GitLab projects(String... oneOf) {
        return with("project_path", Argument.PROJECT_PATH.checkAll(oneOf));
    }

    /**
     * Accepts jobs of these projects only.
     *
     * @param oneOf numbers, as {@code project_id} has them
     * @return a changed copy
     */
    public GitLab projectIds(String... oneOf) {
        return with("project_id", Argument.NUMBER.checkAll("project ID", oneOf));
    }

    /**
     * Accepts jobs of all projects directly in these groups.
     *
     * @param oneOf whole paths, compared exactly
     * @return a changed copy
     */
    public GitLab namespaces(String... oneOf) {
        return with("namespace_path", Argument.NAMESPACE_PATH.checkAll(oneOf));
    }

    /**
     * Accepts jobs for these branches or tags only.
     *
     * @param oneOf each as {@code ref_path} has it, such as {@code refs/heads/main}
     * @return a changed copy
     */
    public GitLab refs(String... oneOf) {
        return with("ref_path", Argument.GIT_REF.checkAll(oneOf));
    }

    /**
     * Accepts jobs for protected branches and tags only.
     *
     * @return a changed copy
     */
    public GitLab protectedRefs() {
        return with("ref_protected", "true");
    }

    /**
     * Accepts jobs that deploy to these environments only.
     *
     * @param oneOf names, compared exactly
     * @return a changed copy
     */
    public GitLab environments(String... oneOf) {
        return with("environment", Argument.NAME.checkAll("environment", oneOf));
    }

    private GitLab with(String claim, String... oneOf) {
        Map<String, List<String>> more = new LinkedHashMap<>(claims);
        more.put(claim, List.of(oneOf));
        return new GitLab(issuer, more);
    }

    /**
     * The tokens of these jobs.
     *
     * @param audience this service's names, as {@code aud:} of the job says
     * @return the issuer with the rules for the tokens
     * @throws IllegalStateException if no project and no namespace was named
     */
    public VendorTrust tokensFor(String... audience) {
        if (List.of("project_path", "project_id", "namespace_path").stream().noneMatch(claims::containsKey)) {
            throw new IllegalStateException("whose jobs? call projects(...), projectIds(...) or namespaces(...): "
                    + "every project has this issuer, and gets a token for any audience");
        }
        return VendorTrust.of(issuer, Rules.requiring(TokenRules.forAudience(audience), claims));
    }
}
