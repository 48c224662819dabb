package org.jwks4j.idp;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jwks4j.location.MetadataLocation;

/** Panva's oidc-provider, on Node.js. Its access tokens are of RFC 9068. */
final class OidcProvider implements IdentityProvider {
    private final NodeServer server;
    private final Http http = new Http(Access.HTTP_ON_LOOPBACK.client());

    OidcProvider(Workplace workplace) throws IOException {
        server = new NodeServer(workplace, "oidc-provider");
    }

    @Override
    public String name() {
        return "oidc-provider";
    }

    @Override
    public String version() {
        return server.version();
    }

    @Override
    public List<String> algorithms() {
        return List.of("RS256", "ES256", "EdDSA");
    }

    @Override
    public void start() throws IOException, InterruptedException {
        server.start(server.address(), Service.AUDIENCE);
    }

    @Override
    public void stop() throws IOException {
        server.stop();
    }

    @Override
    public String issuer(String algorithm) {
        return server.address();
    }

    @Override
    public List<MetadataLocation> metadata() {
        return List.of(MetadataLocation.openIdConfiguration(), MetadataLocation.oauthAuthorizationServer());
    }

    @Override
    public String token(String algorithm) throws IOException, InterruptedException {
        return token(http, server.address(), algorithm);
    }

    /** RFC 8707: the resource decides by which algorithm its tokens are signed. */
    static String token(Http http, String address, String algorithm) throws IOException, InterruptedException {
        Map<String, String> fields = Map.of(
                "grant_type", "client_credentials",
                "scope", "read",
                "resource", "https://orders.example/" + algorithm);
        return http.clientCredentialsToken(
                address + "/token", fields, "Authorization", Http.basic("orders-client", "identity-providers"));
    }

    @Override
    public void rotate(String algorithm) throws IOException, InterruptedException {
        server.keys("?alg=" + algorithm);
    }

    @Override
    public void rotateAtOnce(String algorithm) throws IOException, InterruptedException {
        server.keys("?retire&alg=" + algorithm);
    }

    @Override
    public long requests() throws IOException {
        return server.requests();
    }
}
