package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.error.Reason;

class FirebaseTest extends VendorContract {
    private static final Firebase PROJECT = Firebase.project("acme-orders");

    private static final long IN_2100 = 4_102_444_800L;

    private static final String PAYLOAD = """
            {"iss":"%s/acme-orders","aud":"acme-orders","auth_time":1700000000,"user_id":"aBcD","sub":"aBcD",
             "email":"alice@example.com","email_verified":true,
             "firebase":{"identities":{"email":["alice@example.com"]},"sign_in_provider":"password"}}""";

    private static final VendorCase ID = VendorCase.of("Firebase: ID token", PROJECT.idTokens())
            .publishing(
                    "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com",
                    "firebase/jwk.json")
            .payload(PAYLOAD.formatted("https://securetoken.google.com"))
            .needing("sub")
            .fixing("aud", "auth_time")
            .refusing(
                    "a session cookie",
                    "iss",
                    "https://session.firebase.google.com/acme-orders",
                    Reason.UNTRUSTED_ISSUER)
            .refusing("another project", "iss", "https://securetoken.google.com/mallory", Reason.UNTRUSTED_ISSUER)
            .refusing("another project in aud alone", "aud", "mallory", Reason.WRONG_AUDIENCE)
            .refusing("nobody", "sub", "", Reason.CHECK_FAILED)
            .refusing("a login to come", "auth_time", IN_2100, Reason.CHECK_FAILED)
            .refusing("a login at no time", "auth_time", "1700000000", Reason.CHECK_FAILED)
            .refusing("a custom token, not yet exchanged", VendorCase.without("auth_time"), Reason.MISSING_CLAIM);

    private static final VendorCase COOKIE = VendorCase.of("Firebase: session cookie", PROJECT.sessionCookies())
            .publishing(
                    "https://www.googleapis.com/identitytoolkit/v3/relyingparty/publicKeys",
                    "firebase/public-keys.pem-map.json")
            .payload(PAYLOAD.formatted("https://session.firebase.google.com"))
            .needing("sub")
            .fixing("aud", "auth_time")
            .refusing("a login to come", "auth_time", IN_2100, Reason.CHECK_FAILED)
            .refusing("an ID token", "iss", "https://securetoken.google.com/acme-orders", Reason.UNTRUSTED_ISSUER)
            .refusing("another project", "iss", "https://session.firebase.google.com/mallory", Reason.UNTRUSTED_ISSUER);

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 60})
    void loginOfTheSameMinute_isAccepted(long after) {
        try (VendorService service = new VendorService(ID)) {
            service.accepts(service.token(login(service, after)));
        }
    }

    @Test
    void loginAfterTheTokenWasMade_isRefused() {
        try (VendorService service = new VendorService(ID)) {
            service.refuses(service.token(login(service, 61)), Reason.CHECK_FAILED);
        }
    }

    private static Map<String, @Nullable Object> login(VendorService service, long after) {
        long now = service.now().getEpochSecond();
        Map<String, @Nullable Object> changes = new HashMap<>();
        changes.put("iat", now);
        changes.put("auth_time", now + after);
        return changes;
    }

    @Override
    List<VendorCase> cases() {
        return List.of(ID, COOKIE);
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Firebase.project("123456789012"))
                .withMessageContaining("a project ID such as acme-orders");
    }
}
