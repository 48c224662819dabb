package org.jwks4j.vendors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.verifier.TokenRules;

/**
 * Workflows of GitHub Actions. All repositories have the same issuer, and every workflow can get a token for any audience: so who
 * may come is said by the repository or by its owner, never by {@code iss} and {@code aud} alone. Immutable; each method returns a
 * changed copy.
 *
 * <pre>{@code
 * GitHubActions.onGitHub().repositories("acme/orders").refs("refs/heads/main").tokensFor("https://deploy.example.com")
 * }</pre>
 *
 * @see <a href="https://docs.github.com/en/actions/reference/security/oidc">OpenID Connect reference (GitHub Docs)</a>
 */
public final class GitHubActions {
    private static final String ISSUER = "https://token.actions.githubusercontent.com";

    private final TrustedIssuer issuer;
    private final Map<String, List<String>> claims;

    private GitHubActions(String issuer, Map<String, List<String>> claims) {
        this.issuer = TrustedIssuer.of(issuer);
        this.claims = claims;
    }

    /**
     * Workflows on {@code github.com}: the issuer is {@code https://token.actions.githubusercontent.com}.
     *
     * @return the issuer; a repository or an owner is still to be named
     */
    public static GitHubActions onGitHub() {
        return new GitHubActions(ISSUER, Map.of());
    }

    /**
     * Workflows of an enterprise that has an issuer of its own: {@code https://token.actions.githubusercontent.com/{slug}}.
     *
     * @param slug the name of the enterprise in its URL
     * @return the issuer; a repository or an owner is still to be named
     * @see <a href="https://docs.github.com/en/enterprise-cloud@latest/actions/reference/security/oidc">Customizing the issuer value
     *     for an enterprise (GitHub Docs)</a>
     */
    public static GitHubActions ofEnterprise(String slug) {
        return new GitHubActions(ISSUER + "/" + Argument.ENTERPRISE.check(slug), Map.of());
    }

    /**
     * Workflows of an enterprise with data residency: {@code https://token.actions.{subdomain}.ghe.com}.
     *
     * @param subdomain the name of the enterprise before {@code .ghe.com}
     * @return the issuer; a repository or an owner is still to be named
     */
    public static GitHubActions onGheCom(String subdomain) {
        return new GitHubActions(
                "https://token.actions." + Argument.LABEL.check("subdomain", subdomain) + ".ghe.com", Map.of());
    }

    /**
     * Workflows on a GitHub Enterprise Server: {@code https://{host}/_services/token}.
     *
     * @param host of the server, with its port if it is not 443
     * @return the issuer; a repository or an owner is still to be named
     * @see <a href="https://docs.github.com/en/enterprise-server@latest/actions/reference/security/oidc">OpenID Connect reference
     *     (GitHub Enterprise Server)</a>
     */
    public static GitHubActions onServer(String host) {
        return new GitHubActions("https://" + Argument.HOST.check(host) + "/_services/token", Map.of());
    }

    /**
     * Accepts workflows of these repositories only. If a repository is renamed or deleted, the next owner of its name gets
     * such tokens; {@link #repositoryIds} do not change hands.
     *
     * @param oneOf each {@code OWNER/NAME}, compared exactly
     * @return a changed copy
     */
    public GitHubActions repositories(String... oneOf) {
        return with("repository", Argument.REPOSITORY.checkAll(oneOf));
    }

    /**
     * Accepts workflows of these repositories only.
     *
     * @param oneOf numbers, as {@code repository_id} has them
     * @return a changed copy
     */
    public GitHubActions repositoryIds(String... oneOf) {
        return with("repository_id", Argument.NUMBER.checkAll("repository ID", oneOf));
    }

    /**
     * Accepts workflows of all repositories of these users or organizations.
     *
     * @param oneOf names, compared exactly
     * @return a changed copy
     */
    public GitHubActions owners(String... oneOf) {
        return with("repository_owner", Argument.OWNER.checkAll(oneOf));
    }

    /**
     * Accepts workflows for these branches or tags only.
     *
     * @param oneOf each as {@code ref} has it, such as {@code refs/heads/main}
     * @return a changed copy
     */
    public GitHubActions refs(String... oneOf) {
        return with("ref", Argument.GIT_REF.checkAll(oneOf));
    }

    /**
     * Accepts jobs in these deployment environments only, and so after the approval that they ask for.
     *
     * @param oneOf names, compared exactly
     * @return a changed copy
     */
    public GitHubActions environments(String... oneOf) {
        return with("environment", Argument.NAME.checkAll("environment", oneOf));
    }

    private GitHubActions with(String claim, String... oneOf) {
        Map<String, List<String>> more = new LinkedHashMap<>(claims);
        more.put(claim, List.of(oneOf));
        return new GitHubActions(issuer.name(), more);
    }

    /**
     * The tokens of these workflows.
     *
     * @param audience this service's names, as the workflow asks for them
     * @return the issuer with the rules for the tokens
     * @throws IllegalStateException if no repository and no owner was named
     */
    public VendorTrust tokensFor(String... audience) {
        if (List.of("repository", "repository_id", "repository_owner").stream().noneMatch(claims::containsKey)) {
            throw new IllegalStateException(
                    "whose workflows? call repositories(...), repositoryIds(...) or owners(...): "
                            + "every repository has this issuer, and gets a token for any audience");
        }
        return VendorTrust.of(issuer, Rules.requiring(TokenRules.forAudience(audience), claims));
    }
}
