package org.jwks4j.examples.tenants;

import java.util.stream.Stream;
import org.jwks4j.testkit.TokenBuilder;
import org.springframework.boot.SpringApplication;

/** The application beside issuers on loopback, to be tried by hand. */
final class TryIt {
    private TryIt() {}

    public static void main(String[] args) {
        String port = args.length == 0 ? "8080" : args[0];
        Issuers issuers = new Issuers();
        SpringApplication.run(
                TenantsApplication.class,
                Stream.concat(
                                issuers.properties().stream(),
                                Stream.of("server.address=127.0.0.1", "server.port=" + port))
                        .map(property -> "--" + property)
                        .toArray(String[]::new));
        Stream.of(issuers.ofStaff(), issuers.of("acme"), issuers.of("bolt"), issuers.of("mallory"))
                .map(TokenBuilder::mint)
                .forEach(token -> System.out.println(
                        "curl -i http://127.0.0.1:" + port + "/orders -H 'Authorization: Bearer " + token + "'"));
    }
}
