package org.jwks4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jwks4j.cli.Cli.Outcome;

class UsageTest {
    private static final String ISSUER = "https://issuer.example.com";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                                                            | subcommand
        frobnicate                                                    | unknown command "frobnicate"
        verfy t                                                       | did you mean verify
        verify --issuer I --audience a                                | TOKEN
        verify t --audience a                                         | --issuer
        verify t --issuer I                                           | --audience
        verify t --issuer I --audience a --any-audience               | mutually exclusive
        verify t --issuer I --audience=                               | --audience is empty
        verify t --issuer I --any-audience --isuer I                  | unknown option "--isuer"
        verify t --issuer I --any-audience --timeout 5                | not a duration such as 5s
        verify t --issuer I --any-audience --timeout 0s               | more than zero
        verify t --issuer I --issuer J --any-audience --jwks-uri K    | one issuer, not with 2
        key t --issuer I --jwks-uri K --metadata-path /m              | contradict
        key t --issuer I --metadata-path m                            | begins with a slash
        key t --issuer I --jwks-uri ftp://h/k                         | --jwks-uri: the scheme is not https
        key t --issuer http://127.0.0.1:1                             | --http-on-loopback
        key t --issuer http://h --http-on-loopback                    | not a loopback address
        key t --issuer http://h                                       | --insecure-http HOST:PORT
        key t --issuer http://h --http-on-loopback                    | --insecure-http HOST:PORT
        key t --issuer http://h --insecure-http http://h              | not HOST or HOST:PORT
        key t --issuer http://h --insecure-http h:0                   | not HOST or HOST:PORT
        key t --issuer http://h --insecure-http u@h                   | not HOST or HOST:PORT
        key t --issuer urn:example                                    | no host
        key t u --issuer I                                            | unexpected argument "u"
        keys                                                          | ISSUER
        explain                                                       | TOKEN
        explain @no/such/file                                         | the file behind @ cannot be read
        explain t --clock-skew 11m                                    | more than 10m
        explain t --at yesterday                                      | not a time such as
        explain t --issuer I --ca-file no/such/file                   | --ca-file: the file cannot be read
        explain t --issuer I --proxy nowhere                          | --proxy: not HOST:PORT
        explain t --issuer I --header x                               | --header: not NAME: VALUE
        explain t --issuer I --header Accept:x                        | --header: the header accept is set already
        verify t --issuer I --any-audience --typ=                     | --typ is empty
        doctor                                                        | ISSUER
        doctor http://h                                               | --http-on-loopback
        doctor I --metadata-path x                                    | a path begins with a slash
        doctor I --report html                                        | sarif, junit
        watch                                                         | ISSUER
        issuer --algorithm XX                                         | --algorithm: not one of
        issuer --path x                                               | --path: not a path such as
        issuer --misbehave gladly                                     | html
        revoke I k                                                    | --store
        revoke I --store .                                            | a KID, or --whole-issuer
        revoke I k --whole-issuer --store .                           | name one thing
        revoke I --session s --token t --store .                      | name one thing
        revoke I --session s --for 9601h --store .                    | 400 days
        revoke I k --store no/such/directory                          | there is no such directory
        revoke I k --store https://h                                  | redis://
        issuer --port 0                                               | --port: not 1 to 65535
        issuer --claim roles=[admin]                                  | --claim roles: it begins as JSON does
        revoke I k --store redis://h                                  | --store-secret is needed
        revoke I k --store . --store-secret no/such/file              | the file cannot be read
        completion fish                                               | bash, zsh
        demo now                                                      | unexpected argument "now"
        """)
    void wrongCall_isExplained(String call, String expected) {
        String[] args = call.isEmpty()
                ? new String[0]
                : call.replace(" I", " " + ISSUER)
                        .replace(" J", " https://other.example.com")
                        .replace(" K", " https://issuer.example.com/keys")
                        .split(" ");

        Outcome outcome = Cli.run(args);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("jwks4j: ").contains(expected, "Try: jwks4j");
    }

    @Test
    void optionInPlaceOfAValue_isNotTakenForIt() {
        Outcome outcome = Cli.run("verify", "t", "--issuer", ISSUER, "--audience", "--json");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.json().string("message").orElseThrow()).contains("--audience");
    }

    @Test
    void wrongCall_asJson_isOneObject() {
        Outcome outcome = Cli.run("keys", "--json");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.json().asMap().keySet()).containsExactly("reason", "message");
        assertThat(outcome.reason()).isEqualTo("USAGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json verify t", "verify --json t", "verify t --json", "verify t --frobnicate --json"})
    void wrongCallOfVerify_asJson_isNeverValid(String call) {
        Outcome outcome = Cli.run(call.split(" "));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.json().bool("valid")).contains(false);
        assertThat(outcome.reason()).isEqualTo("USAGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "completion", "demo", "doctor", "explain", "issuer", "key", "keys", "verify", "watch"})
    void help_hasAnExample(String command) {
        Outcome outcome = Cli.run((command + " --help").strip().split(" "));

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("Usage: jwks4j " + command)
                .contains("Example", "  jwks4j " + command)
                .matches("[\\n\\r\\x20-\\x7e]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completion_knowsCommandsAndOptions(String shell) {
        Outcome outcome = Cli.run("completion", shell);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .startsWith("# Completes commands and options of jwks4j in " + shell + ":")
                .contains("~/." + shell + "rc", "\nif [ -n \"$BASH_VERSION\" ]; then\n")
                .contains("complete -F", "doctor", "'--clock-skew'", "bashcompinit")
                .doesNotContain("YOUR_APP_HOME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--ca-file", "--client-cert", "--https", "--key-log", "--log-secret", "--store-secret"})
    void completion_offersFilesWhereOneIsWanted(String option) {
        String script = Cli.run("completion", "bash").out();

        assertThat(script.split(Pattern.quote("    '" + option + "')"), -1))
                .hasSizeGreaterThan(1)
                .satisfies(parts -> assertThat(Arrays.stream(parts).skip(1))
                        .allMatch(part -> part.substring(0, part.indexOf(";;")).contains("compgen -f")));
    }

    @Test
    void version_isSaid() {
        assertThat(Cli.run("--version").out()).startsWith("jwks4j ");
    }
}
