package org.jwks4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

final class FakeIssuerExtensionTest {
    private static final FakeIssuerExtension SHARED = FakeIssuerExtension.startedBy(
            () -> FakeIssuer.builder().algorithms("ES256").start());
    private static final Set<FakeIssuer> PER_TEST = new HashSet<>();
    private static FakeIssuer shared;

    /** Extensions end in reverse order, so this runs once the shared issuer has ended. */
    @Order(1)
    @RegisterExtension
    static final AfterAllCallback CLOSED = context -> {
        if (context.getRequiredTestClass() == FakeIssuerExtensionTest.class) {
            assertThatThrownBy(() -> Http.get(shared.jwksUri())).isInstanceOf(ConnectException.class);
            assertThatIllegalStateException().isThrownBy(SHARED::issuer).withMessageContaining("@RegisterExtension");
        }
    };

    @Order(2)
    @RegisterExtension
    static final FakeIssuerExtension CLASS_WIDE = SHARED;

    @Order(3)
    @RegisterExtension
    final FakeIssuerExtension perTest = FakeIssuerExtension.startedBy(
            () -> FakeIssuer.builder().algorithms("ES256").start());

    @RepeatedTest(2)
    void staticField_oneIssuerForTheClass_whichBehavesAgainInTheNextTest() throws Exception {
        if (shared == null) {
            shared = SHARED.issuer();
        }

        assertThat(SHARED.issuer()).isSameAs(shared);
        assertThat(Http.get(shared.jwksUri()).statusCode()).isEqualTo(200);

        shared.misbehave(Endpoint.JWKS, Misbehaviour.status(500));
        shared.stopListening();
    }

    @RepeatedTest(2)
    void instanceField_oneIssuerForEachTest() throws Exception {
        FakeIssuer own = perTest.issuer();

        assertThat(own).isNotSameAs(SHARED.issuer());
        assertThat(PER_TEST.add(own)).isTrue();
        assertThat(Http.get(own.jwksUri()).statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void perTestIssuers_areClosed() {
        assertThat(PER_TEST).hasSize(3);
        for (FakeIssuer issuer : PER_TEST) {
            assertThatThrownBy(() -> Http.get(issuer.jwksUri())).isInstanceOf(ConnectException.class);
        }
    }

    @Nested
    final class NestedClass {
        @Test
        void staticField_ofTheOuterClass_isShared() throws Exception {
            shared = shared == null ? SHARED.issuer() : shared;

            assertThat(SHARED.issuer()).isSameAs(shared);
            assertThat(Http.get(shared.jwksUri()).statusCode()).isEqualTo(200);
            assertThat(PER_TEST.add(perTest.issuer())).isTrue();
        }
    }

    @Nested
    final class Https {
        @RegisterExtension
        final FakeIssuerExtension https = FakeIssuerExtension.https();

        @Test
        void https_hasACertificate() {
            assertThat(https.issuer().certificate().certificate()).isNotNull();
        }
    }
}
