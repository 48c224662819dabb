package org.jwks4j.bootload;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jwks4j.testkit.FakeIssuer;

/** The test kit's: they refuse connections while they are down, and are back at once. */
final class FakeIssuers implements Issuers {
    private final List<FakeIssuer> all = new ArrayList<>();

    @Override
    public Title title() {
        return new Title("the test kit's", "It refuses connections:", "boot-load.svg");
    }

    @Override
    public Issuer issuer(String application) {
        FakeIssuer issuer = FakeIssuer.builder().algorithms("RS256").start();
        all.add(issuer);
        return new One(issuer);
    }

    @Override
    public void down() {
        all.forEach(FakeIssuer::stopListening);
    }

    @Override
    public void up() {
        all.forEach(FakeIssuer::resume);
    }

    @Override
    public int secondsToStart() {
        return 0;
    }

    @Override
    public void close() {
        all.forEach(FakeIssuer::close);
    }

    private record One(FakeIssuer issuer) implements Issuer {
        @Override
        public String uri() {
            return issuer.issuer();
        }

        @Override
        public List<String> tokens(int count) {
            return IntStream.range(0, count)
                    .mapToObj(user -> issuer.token()
                            .claim("aud", "orders")
                            .claim("sub", "user" + user)
                            .expiresIn(LIFE)
                            .mint())
                    .toList();
        }

        @Override
        public void rotate() {
            issuer.rotate();
        }

        @Override
        public int requests() {
            return issuer.requests();
        }
    }
}
