package org.jwks4j.idp;

import java.net.http.HttpClient;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jwks4j.KeyFetcherBuilder;

/**
 * What a service has to set so that it reaches an issuer.
 *
 * @param library settings of the fetcher
 * @param commandLine the same as options
 * @param client the same for requests of this program, such as those for tokens
 */
record Access(UnaryOperator<KeyFetcherBuilder> library, List<String> commandLine, HttpClient client) {
    static final Access HTTP_ON_LOOPBACK = new Access(
            KeyFetcherBuilder::allowHttpOnLoopback,
            List.of("--http-on-loopback"),
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());

    Access {
        commandLine = List.copyOf(commandLine);
    }
}
