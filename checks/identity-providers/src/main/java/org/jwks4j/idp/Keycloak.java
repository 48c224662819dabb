package org.jwks4j.idp;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jwks4j.IssuerTemplate;
import org.jwks4j.location.MetadataLocation;

/** Keycloak, with a realm for each algorithm. Every other realm has access tokens of RFC 9068. */
final class Keycloak implements IdentityProvider {
    private final KeycloakServer server;
    private boolean hasRealms;

    Keycloak(Workplace workplace) throws IOException {
        server = new KeycloakServer(workplace.root());
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public String version() {
        return server.version();
    }

    @Override
    public List<String> algorithms() {
        return List.of("RS256", "PS256", "ES256", "EdDSA");
    }

    @Override
    public void start() throws IOException, InterruptedException {
        server.start();
        if (!hasRealms) {
            for (String algorithm : algorithms()) {
                server.createRealm(realm(algorithm), algorithm, !algorithm.startsWith("R"));
            }
            hasRealms = true;
        }
    }

    @Override
    public void stop() throws IOException {
        server.stop();
    }

    private static String realm(String algorithm) {
        return "orders-" + algorithm.toLowerCase(Locale.ROOT);
    }

    @Override
    public String issuer(String algorithm) {
        return server.issuer(realm(algorithm));
    }

    @Override
    public List<MetadataLocation> metadata() {
        return List.of(MetadataLocation.openIdConfiguration(), MetadataLocation.oauthAuthorizationServer());
    }

    /** As it is set up by default, with nothing in front of it. */
    @Override
    public String grade() {
        return "grade A";
    }

    @Override
    public Optional<IssuerTemplate> template() {
        return Optional.of(IssuerTemplate.of(server.address() + "/realms/{realm}"));
    }

    @Override
    public String token(String algorithm) throws IOException, InterruptedException {
        return server.token(realm(algorithm));
    }

    @Override
    public void rotate(String algorithm) throws IOException, InterruptedException {
        server.rotate(realm(algorithm), true);
    }

    @Override
    public void rotateAtOnce(String algorithm) throws IOException, InterruptedException {
        server.rotate(realm(algorithm), false);
    }

    @Override
    public boolean remembersKeys() {
        return true;
    }

    @Override
    public long requests() throws IOException {
        return AccessLog.requests(server.log());
    }
}
