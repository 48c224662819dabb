package org.jwks4j.examples.mvc;

import org.jwks4j.testkit.FakeIssuer;
import org.springframework.boot.SpringApplication;

/** The application beside an issuer on loopback, to be tried by hand. */
final class TryIt {
    private TryIt() {}

    public static void main(String[] args) {
        String port = args.length == 0 ? "8080" : args[0];
        FakeIssuer issuer = FakeIssuer.start();
        SpringApplication.run(
                OrdersApplication.class,
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.issuer(),
                "--server.address=127.0.0.1",
                "--server.port=" + port);
        String token =
                issuer.token().claim("sub", "alice").claim("aud", "orders").mint();
        System.out.println("curl -i http://127.0.0.1:" + port + "/orders -H 'Authorization: Bearer " + token + "'");
    }
}
