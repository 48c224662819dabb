package org.jwks4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.Terminal;

class CommandsTest {
    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    private final Console console = new Console(InputStream.nullInputStream(), nowhere, nowhere, Terminal.PLAIN, false);
    private final Set<String> all = Commands.of(console).getSubcommands().keySet();

    @Test
    void theCommandThatIsAskedFor_isReadAlone() {
        assertThat(all).contains("verify", "completion").hasSizeGreaterThan(10);
        for (String name : all) {
            assertThat(Commands.of(console, name, "--help").getSubcommands()).containsOnlyKeys(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--json", "verfy", ""})
    void withoutACommandAtTheBeginning_allAreThere(String first) {
        assertThat(Commands.of(console, first, "verify").getSubcommands()).containsOnlyKeys(all);
    }
}
