package org.jwks4j.token;

import java.nio.charset.StandardCharsets;

/** The names, in ASCII, of members whose values are to be read. Made once, since each has a fingerprint. Immutable. */
final class WantedMembers {
    private final String[] names;
    private final long[] fingerprints;

    private WantedMembers(String[] names, long[] fingerprints) {
        this.names = names;
        this.fingerprints = fingerprints;
    }

    static WantedMembers of(String... names) {
        long[] fingerprints = new long[names.length];
        for (int i = 0; i < names.length; i++) {
            byte[] ascii = names[i].getBytes(StandardCharsets.US_ASCII);
            fingerprints[i] = Fingerprint.of(ascii, 0, ascii.length);
        }
        return new WantedMembers(names.clone(), fingerprints);
    }

    int size() {
        return names.length;
    }

    /** Which of them stands between two positions and has that fingerprint; -1 where none does. */
    int indexOf(long fingerprint, StringScanner strings, int start, int end) {
        for (int i = 0; i < names.length; i++) {
            if (fingerprints[i] == fingerprint && strings.isAscii(start, end, names[i])) {
                return i;
            }
        }
        return -1;
    }
}
