package org.jwks4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jwks4j.KeyFetcher;
import org.jwks4j.testkit.FakeIssuer;

/** The orders service of docs/adapters.md with each library: it takes the tokens of two issuers. */
final class OrdersTest {
    @AutoClose
    private final FakeIssuer staff = FakeIssuer.builder().algorithms("ES256").start();

    @AutoClose
    private final FakeIssuer partners = FakeIssuer.builder().algorithms("ES256").start();

    @AutoClose
    private final FakeIssuer stranger = FakeIssuer.builder().algorithms("ES256").start();

    @AutoClose
    private final KeyFetcher fetcher = KeyFetcher.builder()
            .trust(staff.issuer())
            .trust(partners.issuer())
            .allowHttpOnLoopback()
            .build();

    static Stream<Named<Library>> libraries() {
        return Stream.of(
                Named.of("Nimbus", test -> new NimbusOrders(test.fetcher)::status),
                Named.of("Nimbus, blocking", test -> blocking(new NimbusOrders(test.fetcher)::statusBlocking)),
                Named.of("Spring", test -> blocking(new SpringOrders(test.fetcher)::statusBlocking)),
                Named.of("JJWT", test -> new JjwtOrders(test.fetcher, test.staff.issuer())::status),
                Named.of("jose4j", test -> new Jose4jOrders(test.fetcher)::status),
                Named.of("jose4j, blocking", test -> blocking(new Jose4jOrders(test.fetcher)::statusBlocking)),
                Named.of("java-jwt", test -> new JavaJwtOrders(test.fetcher)::status),
                Named.of("java-jwt, blocking", test -> blocking(new JavaJwtOrders(test.fetcher)::statusBlocking)));
    }

    static Stream<Named<Library>> librariesForStaff() {
        Library jjwt = test -> blocking(new JjwtOrders(test.fetcher, test.staff.issuer())::statusBlocking);
        return Stream.concat(libraries(), Stream.of(Named.of("JJWT, blocking", jjwt)));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void partners_areServedToo(Library library) {
        assertThat(status(library, partners.mint(Map.of("aud", "orders")))).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("librariesForStaff")
    void staff_areServed(Library library) {
        assertThat(status(library, staff.mint(Map.of("aud", "orders")))).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("librariesForStaff")
    void othersAreNot(Library library) {
        assertThat(status(library, staff.mint(Map.of("aud", "invoices")))).isEqualTo(401);
        assertThat(status(library, stranger.mint(Map.of("aud", "orders")))).isEqualTo(401);
        assertThat(status(library, staff.mint(partners.signingKey(), Map.of("aud", "orders"))))
                .isEqualTo(401);
        assertThat(status(
                        library,
                        staff.token().claim("aud", "orders").claim("exp", null).mint()))
                .isEqualTo(401);
        assertThat(status(
                        library,
                        staff.token()
                                .claim("aud", "orders")
                                .expiresIn(Duration.ofHours(-1))
                                .mint()))
                .isEqualTo(401);
        assertThat(status(library, "x")).isEqualTo(401);
        assertThat(status(library, "")).isEqualTo(401);
        assertThat(stranger.requests()).isZero();
    }

    @ParameterizedTest
    @MethodSource("librariesForStaff")
    void outageOfTheIssuer_isNotBlamedOnTheToken(Library library) {
        staff.stopListening();

        assertThat(status(library, staff.mint(Map.of("aud", "orders")))).isEqualTo(503);
    }

    private int status(Library library, String token) {
        return library.service(this)
                .apply(token)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static Function<String, CompletableFuture<Integer>> blocking(Function<String, Integer> service) {
        return token -> CompletableFuture.completedFuture(service.apply(token));
    }

    /** A library's orders service: answers a token with an HTTP status. */
    private interface Library {
        Function<String, CompletableFuture<Integer>> service(OrdersTest test);
    }
}
