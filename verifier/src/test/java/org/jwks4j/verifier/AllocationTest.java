package org.jwks4j.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * What a verifier allocates besides the signature. Bytes are counted, not timed. The bounds are what the interpreter allocates, which
 * leaves out nothing: compiled code does with less.
 */
final class AllocationTest {
    private static final int CALLS = 20_000;

    @AutoClose
    private final Shop shop = Shop.open("RS256");

    private final JwtVerifier verifier =
            shop.strict().rememberVerifiedTokens(1_000_000).build();

    @Test
    void tokenThatWasVerifiedBefore_allocatesLittle() {
        String token = shop.token().claim("pad", "p".repeat(200)).mint();
        assertThat(token).hasSizeBetween(800, 1_000);
        verifier.verify(token).join();

        assertThat(bytesPerCall(() -> verifier.verify(token).join())).isLessThanOrEqualTo(400);
    }

    @Test
    void subjectOfAVerifiedToken_isReadWhereItStands() {
        VerifiedJwt jwt = verifier.verify(shop.token().mint()).join();
        Optional<?>[] subject = new Optional<?>[1];

        assertThat(bytesPerCall(() -> subject[0] = jwt.claims().subject())).isLessThanOrEqualTo(100);
        assertThat(subject[0]).isPresent();
    }

    private static long bytesPerCall(Runnable call) {
        allocated(call); // so that all classes are loaded
        return allocated(call);
    }

    private static long allocated(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        return (threads.getThreadAllocatedBytes(self) - before) / CALLS;
    }
}
