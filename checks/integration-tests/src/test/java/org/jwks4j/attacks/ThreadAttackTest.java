package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CWE-770: tokens of many issuers, on a machine with few processors. */
class ThreadAttackTest {
    private static final Pattern PRINTED = Pattern.compile("threads=(\\d+) byCaller=(\\w+)");

    private static String printed(String argument) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ActiveProcessorCount=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FewProcessors.class.getName(),
                        argument)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    /** A JDK before 25 starts a thread for each asynchronous task there, if it is given the common pool. */
    @ParameterizedTest
    @ValueSource(strings = {"default", "common"})
    void tokensOfManyIssuersOnOneProcessor_costAHandfulOfThreads(String executor) throws Exception {
        String output = printed(executor);
        Matcher printed = PRINTED.matcher(output);
        assertThat(printed.find()).as(output).isTrue();
        assertThat(Integer.parseInt(printed.group(1))).isLessThan(10);
        assertThat(printed.group(2)).isEqualTo("false");
    }
}
