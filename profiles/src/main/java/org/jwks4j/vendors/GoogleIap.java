package org.jwks4j.vendors;

import java.time.Duration;
import org.jwks4j.TrustedIssuer;
import org.jwks4j.jwk.JwsAlgorithm;
import org.jwks4j.verifier.TokenRules;

/**
 * Identity-Aware Proxy of Google Cloud in front of a service: the token is in the request header {@code x-goog-iap-jwt-assertion}. All
 * customers have the same issuer and the same keys, so {@code aud} alone says that it is for this service.
 *
 * @see <a href="https://cloud.google.com/iap/docs/signed-headers-howto">Getting the user's identity: securing your app with signed
 *     headers (Google Cloud)</a>
 */
public final class GoogleIap {
    private static final TrustedIssuer ISSUER = TrustedIssuer.of("https://cloud.google.com/iap")
            .withJwksUri("https://www.gstatic.com/iap/verify/public_key-jwk")
            .withAlgorithms(JwsAlgorithm.ES256);

    private GoogleIap() {}

    /**
     * A backend service behind a load balancer, as on Compute Engine and Kubernetes Engine: {@code aud} is {@code
     * /projects/{projectNumber}/global/backendServices/{serviceId}}.
     *
     * @param projectNumber a number, not the project's name
     * @param serviceId a number, not the service's name
     * @return the proxy with the rules for the service's tokens
     */
    public static VendorTrust backendService(String projectNumber, String serviceId) {
        return tokensFor(project(projectNumber) + "/global/backendServices/"
                + Argument.NUMBER.check("backend service", serviceId));
    }

    /**
     * A regional backend service: {@code aud} is {@code /projects/{projectNumber}/regions/{region}/backendServices/{serviceId}}.
     *
     * @param projectNumber a number, not the project's name
     * @param region such as {@code europe-west1}
     * @param serviceId a number, not the service's name
     * @return the proxy with the rules for the service's tokens
     */
    public static VendorTrust backendService(String projectNumber, String region, String serviceId) {
        return tokensFor(project(projectNumber) + "/regions/" + Argument.LABEL.check("region", region)
                + "/backendServices/" + Argument.NUMBER.check("backend service", serviceId));
    }

    /**
     * An application on App Engine: {@code aud} is {@code /projects/{projectNumber}/apps/{projectId}}.
     *
     * @param projectNumber a number
     * @param projectId the project's name
     * @return the proxy with the rules for the application's tokens
     */
    public static VendorTrust appEngine(String projectNumber, String projectId) {
        return tokensFor(project(projectNumber) + "/apps/" + Argument.SEGMENT.check("project", projectId));
    }

    /**
     * A service on Cloud Run: {@code aud} is {@code /projects/{projectNumber}/locations/{region}/services/{service}}.
     *
     * @param projectNumber a number, not the project's name
     * @param region such as {@code europe-west1}
     * @param service its name
     * @return the proxy with the rules for the service's tokens
     */
    public static VendorTrust cloudRun(String projectNumber, String region, String service) {
        return tokensFor(project(projectNumber) + "/locations/" + Argument.LABEL.check("region", region) + "/services/"
                + Argument.LABEL.check("service", service));
    }

    private static String project(String number) {
        return "/projects/" + Argument.NUMBER.check("project number", number);
    }

    private static VendorTrust tokensFor(String audience) {
        return VendorTrust.of(
                ISSUER,
                TokenRules.forAudience(audience)
                        .requireClaim("sub")
                        .requireClaim("iat")
                        .withClockSkew(Duration.ofSeconds(30))); // as its documentation says
    }
}
