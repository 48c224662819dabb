package org.jwks4j.vendors;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jwks4j.error.Reason;

class GoogleIapTest extends VendorContract {
    private static final String PAYLOAD = """
            {"aud":"%s","email":"alice@example.com","google":{"access_levels":[]},"hd":"example.com",
             "iss":"https://cloud.google.com/iap","sub":"accounts.google.com:112233445566778899"}""";

    private static final VendorCase BACKEND = iap(
                    "Google IAP: backend service",
                    GoogleIap.backendService("123456789012", "998877"),
                    "/projects/123456789012/global/backendServices/998877")
            .refusing(
                    "another service of the project",
                    "aud",
                    "/projects/123456789012/global/backendServices/998878",
                    Reason.WRONG_AUDIENCE)
            .refusing(
                    "someone else's project", "aud", "/projects/1/global/backendServices/998877", Reason.WRONG_AUDIENCE)
            .refusing("a token without the time it was made", VendorCase.without("iat"), Reason.MISSING_CLAIM)
            .refusing("without a subject", VendorCase.without("sub"), Reason.MISSING_CLAIM)
            .refusing("a Google account's ID token", "iss", "https://accounts.google.com", Reason.UNTRUSTED_ISSUER);

    private static final VendorCase REGIONAL = iap(
            "Google IAP: regional backend service",
            GoogleIap.backendService("123456789012", "europe-west1", "998877"),
            "/projects/123456789012/regions/europe-west1/backendServices/998877");

    private static final VendorCase APP_ENGINE = iap(
            "Google IAP: App Engine",
            GoogleIap.appEngine("123456789012", "acme-orders"),
            "/projects/123456789012/apps/acme-orders");

    private static final VendorCase CLOUD_RUN = iap(
            "Google IAP: Cloud Run",
            GoogleIap.cloudRun("123456789012", "europe-west1", "orders"),
            "/projects/123456789012/locations/europe-west1/services/orders");

    private static VendorCase iap(String name, VendorTrust trust, String audience) {
        return VendorCase.of(name, trust)
                .publishing("https://www.gstatic.com/iap/verify/public_key-jwk", "google-iap/public_key-jwk.json")
                .signedWith(Keys.ES256)
                .payload(PAYLOAD.formatted(audience))
                .needing("sub")
                .fixing("aud");
    }

    @Override
    List<VendorCase> cases() {
        return List.of(BACKEND, REGIONAL, APP_ENGINE, CLOUD_RUN);
    }

    @Test
    void settingsOfAnotherForm_sayWhichIsPossible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoogleIap.backendService("acme-orders", "998877"))
                .withMessage("the project number is \"acme-orders\", not a number");
    }
}
