package org.jwks4j.idp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.jspecify.annotations.Nullable;
import org.jwks4j.idp.spring.SpringAuthorizationServer;
import org.jwks4j.location.MetadataLocation;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;

/** Spring Authorization Server, in this process. All its keys are new at once, and after each start. */
final class SpringServer implements IdentityProvider {
    private final int port = Workplace.freePort();
    private final Path folder;
    private @Nullable SpringAuthorizationServer server;

    SpringServer(Workplace workplace) throws IOException {
        folder = workplace.emptyRun("spring-authorization-server");
    }

    @Override
    public String name() {
        return "spring-authorization-server";
    }

    @Override
    public String version() {
        String version =
                OAuth2AuthorizationServerConfiguration.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    @Override
    public List<String> algorithms() {
        return List.of("RS256", "ES256");
    }

    @Override
    public void start() throws LifecycleException {
        server = SpringAuthorizationServer.start(port, folder);
    }

    @Override
    public void stop() throws LifecycleException {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    private SpringAuthorizationServer running() {
        if (server == null) {
            throw new IllegalStateException("it is not running");
        }
        return server;
    }

    @Override
    public String issuer(String algorithm) {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public List<MetadataLocation> metadata() {
        return List.of(MetadataLocation.openIdConfiguration(), MetadataLocation.oauthAuthorizationServer());
    }

    @Override
    public String token(String algorithm) throws Exception {
        return running()
                .clientCredentialsToken(
                        algorithm.equals("RS256")
                                ? SpringAuthorizationServer.RS256_CLIENT
                                : SpringAuthorizationServer.ES256_CLIENT);
    }

    @Override
    public void rotate(String algorithm) {
        running().rotateKeys();
    }

    @Override
    public void rotateAtOnce(String algorithm) {
        running().rotateKeys();
        running().retireOldKeys();
    }

    @Override
    public long requests() throws IOException {
        return AccessLog.requests(folder.resolve("access.log"));
    }
}
