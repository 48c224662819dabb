package org.jwks4j.idp;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisturbanceTest {
    @Test
    void noRefusal_andANewKeyWithinItsTime_areNoHarm() {
        Disturbance disturbance = new Disturbance(5, List.of(), 1, Disturbance.MAX_RECOVERY);
        assertThatCode(() -> disturbance.requireNoHarm("it rotated")).doesNotThrowAnyException();
    }

    @Test
    void oneRefusal_isHarm_withItsReason() {
        Disturbance disturbance = new Disturbance(5, List.of("TIMEOUT: too late"), 1, Duration.ZERO);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> disturbance.requireNoHarm("it rotated"))
                .withMessageContaining("it rotated, and 1 of 5")
                .withMessageContaining("TIMEOUT: too late");
    }

    @Test
    void newKeyThatIsLate_isHarm() {
        Disturbance disturbance = new Disturbance(5, List.of(), 1, Disturbance.MAX_RECOVERY.plusMillis(1));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> disturbance.requireNoHarm("it was away"))
                .withMessageContaining("accepted only after PT10.001S");
    }
}
