package org.jwks4j.idp;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The npm package oauth2-mock-server: its name ends in a slash, its tokens have no subject, and its keys sign in turn. */
final class Oauth2MockServer implements IdentityProvider {
    private final NodeServer server;
    private final Http http = new Http(Access.HTTP_ON_LOOPBACK.client());

    Oauth2MockServer(Workplace workplace) throws IOException {
        server = new NodeServer(workplace, "oauth2-mock-server");
    }

    @Override
    public String name() {
        return "oauth2-mock-server";
    }

    @Override
    public String version() {
        return server.version();
    }

    @Override
    public List<String> algorithms() {
        return List.of("RS256");
    }

    @Override
    public void start() throws IOException, InterruptedException {
        server.start(issuer("RS256"));
    }

    @Override
    public void stop() throws IOException {
        server.stop();
    }

    @Override
    public String issuer(String algorithm) {
        return server.address() + "/";
    }

    @Override
    public String token(String algorithm) throws IOException, InterruptedException {
        return http.clientCredentialsToken(
                server.address() + "/token", Map.of("grant_type", "client_credentials", "aud", Service.AUDIENCE));
    }

    @Override
    public void rotate(String algorithm) throws IOException, InterruptedException {
        server.keys("");
    }

    @Override
    public void rotateAtOnce(String algorithm) {
        throw new UnsupportedOperationException("its store of keys has no way to take one out");
    }

    @Override
    public boolean canRotateAtOnce() {
        return false;
    }

    @Override
    public long requests() throws IOException {
        return server.requests();
    }
}
