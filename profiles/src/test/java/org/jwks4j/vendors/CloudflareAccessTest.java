package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class CloudflareAccessTest extends VendorContract {
    private static final String TAG = "32eafc7626e974616deaf0dc3ce63d7bcbed58a2731e84d06bc3cdf1b53c4228";

    private static final VendorCase APPLICATION = VendorCase.of(
                    "Cloudflare Access: application token",
                    CloudflareAccess.team("acme").applicationTokens(TAG))
            .publishing("https://acme.cloudflareaccess.com/cdn-cgi/access/certs", "cloudflare-access/certs.json")
            .payload("""
                    {"aud":["32eafc7626e974616deaf0dc3ce63d7bcbed58a2731e84d06bc3cdf1b53c4228"],"email":"alice@example.com",
                     "nbf":1,"iss":"https://acme.cloudflareaccess.com","type":"app","identity_nonce":"6ei69kawdKzMIAPF",
                     "sub":"7335d417-61da-459d-899c-0a01c76a2f94","country":"US"}""")
            .fixing("aud", "type")
            .refusing("another application of the team", "aud", List.of("0".repeat(64)), Reason.WRONG_AUDIENCE)
            .refusing("the session of the whole team", "type", "org", Reason.WRONG_CLAIM)
            .refusing("a token without the time it was made", VendorCase.without("iat"), Reason.MISSING_CLAIM)
            .refusing(
                    "an application of a team with a longer name",
                    "iss",
                    "https://acme-evil.cloudflareaccess.com",
                    Reason.UNTRUSTED_ISSUER)
            .refusing("the tag as a client ID", "aud", "orders", Reason.WRONG_AUDIENCE)
            .refusing("another team", "iss", "https://mallory.cloudflareaccess.com", Reason.UNTRUSTED_ISSUER);

    @Override
    List<VendorCase> cases() {
        return List.of(APPLICATION);
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudflareAccess.team("acme").applicationTokens("orders"))
                .withMessage("the application is \"orders\", not the AUD tag of 64 hexadecimal digits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudflareAccess.team("acme.evil"))
                .withMessageContaining("one label");
    }
}
