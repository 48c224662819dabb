package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class AppleTest extends VendorContract {
    private static final VendorCase ID = VendorCase.of("Apple: identity token", Apple.idTokens("com.example.orders"))
            .publishing("https://appleid.apple.com/auth/keys", "apple/keys.json")
            .header(Map.of())
            .payload("""
                    {"iss":"https://appleid.apple.com","aud":"com.example.orders",
                     "sub":"001234.0123456789abcdef0123456789abcdef.1234","nonce":"nonce","nonce_supported":true,
                     "c_hash":"AAAA","email":"alice@privaterelay.appleid.com","email_verified":"true",
                     "is_private_email":"true","auth_time":1700000000}""")
            .needing("sub")
            .fixing("aud")
            .refusing("another app of the same developer", "aud", "com.example.payments", Reason.WRONG_AUDIENCE)
            .refusing(
                    "a client's secret, which has Apple as audience",
                    "aud",
                    "https://appleid.apple.com",
                    Reason.WRONG_AUDIENCE)
            .refusing("the relay address in place of the user's name", VendorCase.without("sub"), Reason.MISSING_CLAIM)
            .refusing(
                    "a token for the web and for another app",
                    "aud",
                    List.of("com.example.orders", "x"),
                    Reason.WRONG_AUDIENCE)
            .refusing(
                    "an account notification, which has events",
                    "events",
                    Map.of("type", "consent-revoked"),
                    Reason.FORBIDDEN_CLAIM)
            .refusing("the issuer of Apple's accounts", "iss", "https://account.apple.com", Reason.UNTRUSTED_ISSUER);

    @Override
    List<VendorCase> cases() {
        return List.of(ID);
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Apple.idTokens(""))
                .withMessageContaining("audience");
    }
}
