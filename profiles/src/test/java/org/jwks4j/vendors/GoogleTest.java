package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class GoogleTest extends VendorContract {
    private static final String CLIENT = "1234987819200.apps.googleusercontent.com";
    private static final String ANDROID = "1234987819200-android.apps.googleusercontent.com";

    private static final String PAYLOAD = """
            {"iss":"%s","azp":"1234987819200-android.apps.googleusercontent.com",
             "aud":"1234987819200.apps.googleusercontent.com","sub":"10769150350006150715113082367","hd":"example.com",
             "email":"alice@example.com","email_verified":true,"at_hash":"HK6E_P6Dh8Y93mRNtsDB1Q","name":"Alice"}""";

    private static final VendorCase ANY = google("Google: ID token", Google.idTokens(CLIENT, "another of ours"), true)
            .fixing("aud")
            .refusing("the client on the device in place of this one", "aud", ANDROID, Reason.WRONG_AUDIENCE)
            .refusing("another service of Google", "iss", "https://securetoken.google.com/p", Reason.UNTRUSTED_ISSUER);

    private static final VendorCase BY_CERTIFICATES = VendorCase.of(
                    "Google: ID token, keys as certificates", Google.idTokensByCertificates(CLIENT))
            .ofKind("Google")
            .publishing("https://www.googleapis.com/oauth2/v1/certs", "google/certs.pem-map.json")
            .payload(PAYLOAD.formatted("https://accounts.google.com"))
            .needing("sub")
            .fixing("aud")
            .refusing("an e-mail address in place of an account", VendorCase.without("sub"), Reason.MISSING_CLAIM);

    private static final VendorCase SHORT = google("Google: ID token, short issuer", Google.idTokens(CLIENT), false)
            .fixing("aud");

    private static final VendorCase ORGANIZATION = google(
                    "Google: ID token of an organization", Google.idTokensOf("example.com", CLIENT), true)
            .fixing("aud", "hd")
            .refusing("an account of another organization", "hd", "evil.example", Reason.WRONG_CLAIM)
            .refusing("a domain within that one", "hd", "sub.example.com", Reason.WRONG_CLAIM);

    private static VendorCase google(String name, VendorTrust trust, boolean https) {
        return VendorCase.of(name, trust)
                .ofKind("Google")
                .publishing("https://www.googleapis.com/oauth2/v3/certs", "google/jwks.json")
                .payload(PAYLOAD.formatted((https ? "https://" : "") + "accounts.google.com"))
                .needing("sub");
    }

    @Override
    List<VendorCase> cases() {
        return List.of(ANY, SHORT, BY_CERTIFICATES, ORGANIZATION);
    }

    @Test
    void anAddressInPlaceOfADomain_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Google.idTokensOf("https://example.com", CLIENT))
                .withMessageContaining("the hosted domain is \"https://example.com\"")
                .withMessageContaining("without https://");
    }
}
