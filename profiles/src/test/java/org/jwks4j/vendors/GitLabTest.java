package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class GitLabTest extends VendorContract {
    private static final String PAYLOAD = """
            {"namespace_id":"72","namespace_path":"acme/backend","project_id":"20","project_path":"acme/backend/orders",
             "user_id":"1","user_login":"alice","user_email":"alice@example.com","pipeline_id":"574","pipeline_source":"push",
             "job_id":"302","ref":"main","ref_type":"branch","ref_path":"refs/heads/main","ref_protected":"true",
             "groups_direct":["acme"],"environment":"production","environment_protected":"true",
             "deployment_tier":"production","runner_id":1,"runner_environment":"self-hosted","sha":"714a629c",
             "jti":"235b3a54-b797-45c7-ae9a-f72d7bc6ef5b","iss":"%s","nbf":1,
             "sub":"project_path:acme/backend/orders:ref_type:branch:ref:main","aud":"https://deploy.example.com"}""";

    private static final VendorCase PROJECT = gitlab(
                    "GitLab: a project, its protected branch and environment",
                    GitLab.onGitLabCom()
                            .projects("acme/backend/orders")
                            .refs("refs/heads/main")
                            .protectedRefs()
                            .environments("production"),
                    "https://gitlab.com")
            .fixing("aud", "project_path", "ref_path", "ref_protected", "environment")
            .refusing("a fork of the project", "project_path", "mallory/orders", Reason.WRONG_CLAIM)
            .refusing("a branch that anyone can push to", "ref_protected", "false", Reason.WRONG_CLAIM)
            .refusing("a login of the same instance", "aud", "client-id", Reason.WRONG_AUDIENCE)
            .refusing("another instance", "iss", "https://gitlab.example.com", Reason.UNTRUSTED_ISSUER);

    private static final VendorCase BY_ID = gitlab(
                    "GitLab: projects by number", GitLab.onGitLabCom().projectIds("20"), "https://gitlab.com")
            .fixing("aud", "project_id")
            .refusing("another project that took over the path", "project_id", "21", Reason.WRONG_CLAIM);

    private static final VendorCase SERVER = gitlab(
                    "GitLab: a group on an instance of one's own",
                    GitLab.onServer("https://gitlab.example.com").namespaces("acme/backend"),
                    "https://gitlab.example.com")
            .fixing("aud", "namespace_path")
            .refusing("another group", "namespace_path", "acme", Reason.WRONG_CLAIM);

    private static VendorCase gitlab(String name, GitLab gitlab, String issuer) {
        return VendorCase.of(name, gitlab.tokensFor("https://deploy.example.com"))
                .ofKind("jobs of " + issuer)
                .publishing(issuer + "/oauth/discovery/keys", "gitlab/keys.json")
                .payload(PAYLOAD.formatted(issuer));
    }

    @Override
    List<VendorCase> cases() {
        return List.of(PROJECT, BY_ID, SERVER);
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GitLab.onGitLabCom().projects("orders"))
                .withMessage("the project is \"orders\", not a whole path such as GROUP/PROJECT");
        assertThatIllegalStateException()
                .isThrownBy(() -> GitLab.onGitLabCom().protectedRefs().tokensFor("deploy"))
                .withMessageContaining("projects(...)");
    }
}
