package org.jwks4j.bootload;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jwks4j.idp.KeycloakServer;

/** One Keycloak with a realm for each application. Down is stopped, and up is started again; requests are those of its access log. */
final class KeycloakIssuers implements Issuers {
    private final KeycloakServer server;

    /** Returns once it answers. */
    KeycloakIssuers(Path checkout) throws IOException {
        server = new KeycloakServer(checkout);
        up();
    }

    @Override
    public Title title() {
        String version = "Keycloak " + server.version() + ", stopped and started again:";
        return new Title("Keycloak", version, "boot-load-keycloak.svg");
    }

    @Override
    public Issuer issuer(String application) throws IOException {
        String realm = "load-" + application;
        waiting(() -> server.createRealm(realm, "RS256", false));
        return new Realm(realm);
    }

    @Override
    public void down() throws IOException {
        server.stop();
    }

    @Override
    public void up() throws IOException {
        waiting(server::start);
    }

    @Override
    public int secondsToStart() {
        return 15;
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }

    private static void waiting(Step step) throws IOException {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private final class Realm implements Issuer {
        private final String name;

        Realm(String name) {
            this.name = name;
        }

        @Override
        public String uri() {
            return server.issuer(name);
        }

        @Override
        public List<String> tokens(int count) throws IOException {
            List<String> tokens = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                waiting(() -> tokens.add(server.token(name)));
            }
            return tokens;
        }

        @Override
        public void rotate() throws IOException {
            waiting(() -> server.rotate(name, true));
        }

        @Override
        public int requests() throws IOException {
            return (int) server.documentRequests(name);
        }
    }
}
