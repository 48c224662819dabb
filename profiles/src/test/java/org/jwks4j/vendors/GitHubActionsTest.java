package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class GitHubActionsTest extends VendorContract {
    private static final String GITHUB = "https://token.actions.githubusercontent.com";
    private static final String AUDIENCE = "https://deploy.example.com";

    private static final String PAYLOAD = """
            {"jti":"example-id","sub":"repo:octo-org/octo-repo:environment:prod","environment":"prod",
             "aud":"https://deploy.example.com","ref":"refs/heads/main","sha":"0123456789012345678901234567890123456789",
             "repository":"octo-org/octo-repo","repository_owner":"octo-org","actor_id":"12",
             "repository_visibility":"private","repository_id":"74","repository_owner_id":"65","run_id":"30433642",
             "run_number":"10","run_attempt":"2","runner_environment":"github-hosted","actor":"octocat",
             "workflow":"example-workflow","head_ref":"","base_ref":"","event_name":"workflow_dispatch","ref_type":"branch",
             "job_workflow_ref":"octo-org/octo-automation/.github/workflows/oidc.yml@refs/heads/main","iss":"%s","nbf":1}""";

    private static final VendorCase REPOSITORY = github(
                    "GitHub Actions: a repository, its branch and environment",
                    GitHubActions.onGitHub()
                            .repositories("octo-org/octo-repo")
                            .refs("refs/heads/main", "refs/heads/release")
                            .environments("prod"),
                    GITHUB,
                    "openid-configuration")
            .fixing("aud", "repository", "ref", "environment")
            .refusing("a fork of the repository", "repository", "mallory/octo-repo", Reason.WRONG_CLAIM)
            .refusing("a pull request", "ref", "refs/pull/7/merge", Reason.WRONG_CLAIM)
            .refusing("another environment", "environment", "test", Reason.WRONG_CLAIM)
            .refusing(
                    "the audience that is asked for by default",
                    "aud",
                    "https://github.com/octo-org",
                    Reason.WRONG_AUDIENCE)
            .refusing("an enterprise's issuer", "iss", GITHUB + "/mallory-inc", Reason.UNTRUSTED_ISSUER);

    private static final VendorCase BY_ID = github(
                    "GitHub Actions: repositories by number",
                    GitHubActions.onGitHub().repositoryIds("74", "75"),
                    GITHUB,
                    "openid-configuration")
            .fixing("aud", "repository_id")
            .refusing("another repository that took over the name", "repository_id", "76", Reason.WRONG_CLAIM);

    private static final VendorCase ENTERPRISE = github(
                    "GitHub Actions: an enterprise",
                    GitHubActions.ofEnterprise("octo-inc").owners("octo-org"),
                    GITHUB + "/octo-inc",
                    "enterprise")
            .fixing("aud", "repository_owner")
            .refusing("another owner", "repository_owner", "mallory", Reason.WRONG_CLAIM)
            .refusing("the issuer of all others", "iss", GITHUB, Reason.UNTRUSTED_ISSUER);

    private static final VendorCase GHE_COM = github(
                    "GitHub Actions: an enterprise with data residency",
                    GitHubActions.onGheCom("octo").owners("octo-org"),
                    "https://token.actions.octo.ghe.com",
                    "ghe-com")
            .fixing("aud", "repository_owner");

    private static final VendorCase SERVER = github(
                    "GitHub Actions: a server",
                    GitHubActions.onServer("github.example.com").repositories("octo-org/octo-repo"),
                    "https://github.example.com/_services/token",
                    "server")
            .fixing("aud", "repository");

    private static VendorCase github(String name, GitHubActions github, String issuer, String metadata) {
        return VendorCase.of(name, github.tokensFor(AUDIENCE))
                .ofKind("jobs of " + issuer)
                .publishing(issuer + "/.well-known/openid-configuration", "github-actions/" + metadata + ".json")
                .publishing(issuer + "/.well-known/jwks", "github-actions/jwks.json")
                .payload(PAYLOAD.formatted(issuer));
    }

    @Override
    List<VendorCase> cases() {
        return List.of(REPOSITORY, BY_ID, ENTERPRISE, GHE_COM, SERVER);
    }

    @Test
    void everybodysWorkflows_areNotAccepted() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> GitHubActions.onGitHub().refs("refs/heads/main").tokensFor(AUDIENCE))
                .withMessageContaining("repositories(...)");
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        GitHubActions github = GitHubActions.onGitHub();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> github.repositories("octo-repo"))
                .withMessage("the repository is \"octo-repo\", not OWNER/NAME");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> github.refs("main"))
                .withMessageContaining("such as refs/heads/main");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GitHubActions.ofEnterprise("../x"))
                .withMessageContaining("SLUG");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GitHubActions.onServer("https://github.example.com"))
                .withMessageContaining("without https://");
    }
}
