package org.jwks4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void colours_areForTerminalsWithoutNoColor() {
        assertThat(Terminal.of(true, Map.of("TERM", "xterm")).colours()).isTrue();
        assertThat(Terminal.of(true, Map.of("NO_COLOR", "")).colours()).isTrue();
        assertThat(Terminal.of(true, Map.of("NO_COLOR", "1")).colours()).isFalse();
        assertThat(Terminal.of(true, Map.of("TERM", "dumb")).colours()).isFalse();
        assertThat(Terminal.of(false, Map.of("TERM", "xterm")).colours()).isFalse();
    }

    @Test
    void redrawing_isForTerminals() {
        assertThat(Terminal.of(true, Map.of("NO_COLOR", "1")).redraws()).isTrue();
        assertThat(Terminal.of(true, Map.of("TERM", "dumb")).redraws()).isFalse();
        assertThat(Terminal.of(false, Map.of()).redraws()).isFalse();
    }

    @Test
    void symbols_areForLocalesThatHaveThem() {
        assertThat(Terminal.of(false, Map.of("LANG", "de_DE.UTF-8")).symbols()).isTrue();
        assertThat(Terminal.of(false, Map.of("LC_ALL", "C.utf8", "LANG", "C")).symbols())
                .isTrue();
        assertThat(Terminal.of(false, Map.of("LC_ALL", "C", "LANG", "de_DE.UTF-8"))
                        .symbols())
                .isFalse();
        assertThat(Terminal.of(false, Map.of("LC_ALL", "", "LC_CTYPE", "en_US.UTF-8"))
                        .symbols())
                .isTrue();
        assertThat(Terminal.of(true, Map.of()).symbols()).isFalse();
    }

    @Test
    void columns_areReadIfTheyMakeSense() {
        assertThat(Terminal.of(true, Map.of("COLUMNS", "72")).columns()).isEqualTo(72);
        assertThat(Terminal.of(true, Map.of("COLUMNS", "wide")).columns()).isEqualTo(100);
        assertThat(Terminal.of(true, Map.of()).columns()).isEqualTo(100);
    }
}
