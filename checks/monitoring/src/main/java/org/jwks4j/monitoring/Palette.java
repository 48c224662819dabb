package org.jwks4j.monitoring;

import java.util.List;

/** Colours that people of any colour vision tell apart (Okabe and Ito). */
final class Palette {
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a8a8a");

    private Palette() {}

    static String colour(int at) {
        return COLOURS.get(at % COLOURS.size());
    }
}
