package org.jwks4j.keylog;

import java.util.List;
import java.util.Optional;

/**
 * Whether a key log is as it was written.
 *
 * @param firstLine the number of the first line that was read: above one if earlier files were not among those read; zero if
 *     there was none
 * @param head the last line, to be kept elsewhere; empty if there was none
 * @param headWasMet whether the line of the head that was kept elsewhere was among them
 * @param lines how many lines were right
 * @param faults signs that it was edited, the first {@value #MAX_FAULTS} of them
 * @param faultCount how many there are
 */
public record KeyLogReport(
        long firstLine,
        Optional<KeyLogHead> head,
        boolean headWasMet,
        long lines,
        List<KeyLogFault> faults,
        long faultCount) {
    /** How many faults are described. */
    public static final int MAX_FAULTS = 100;

    /**
     * Copies the faults.
     *
     * @param firstLine the number of the first line that was read
     * @param head the last line
     * @param headWasMet whether the line that was kept elsewhere was met
     * @param lines how many lines were right
     * @param faults the first of them
     * @param faultCount how many there are
     */
    public KeyLogReport {
        faults = List.copyOf(faults);
    }

    /**
     * Whether nothing is wrong.
     *
     * @return true if there is no fault
     */
    public boolean isIntact() {
        return faultCount == 0;
    }
}
