package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The page and the tests say the same. */
class AttackPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "attacks.md");
    private static final Path HERE = Path.of("src/test/java/org/jwks4j/attacks");
    private static final Pattern TEST = Pattern.compile("`(\\w+AttackTest#\\w+)`");

    /** Of the module that defends, if the attack needs what only its own tests can reach. */
    private static final Pattern ELSEWHERE = Pattern.compile("`(\\w+Test)#(\\w+)` of `([\\w/]+)`");

    private static List<String> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| "))
                .skip(1) // the head
                .toList();
    }

    private static Set<String> testsOf(Path source) {
        String name = source.getFileName().toString().replace(".java", "");
        try {
            Class<?> tests = Class.forName(AttackPageTest.class.getPackageName() + "." + name);
            return new TreeSet<>(Arrays.stream(tests.getDeclaredMethods())
                    .filter(AttackPageTest::isTest)
                    .map(method -> name + "#" + method.getName())
                    .toList());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    @Test
    void everyRow_namesATestAndWhatItStandsFor() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(50).allSatisfy(row -> {
            String[] cells = row.split("\\|");
            assertThat(cells).hasSize(4);
            assertThat(TEST.matcher(cells[2]).find()
                            || ELSEWHERE.matcher(cells[2]).find())
                    .as(row)
                    .isTrue();
            assertThat(cells[3]).isNotBlank();
        });
    }

    @Test
    void testsOfOtherModules_areThere() throws IOException {
        for (String row : rows()) {
            for (MatchResult test : ELSEWHERE.matcher(row).results().toList()) {
                assertThat(source(test.group(3), test.group(1))).contains("void " + test.group(2) + "(");
            }
        }
    }

    private static String source(String module, String test) throws IOException {
        Path tests = Path.of("..", "..").resolve(module).resolve("src/test/java");
        try (Stream<Path> sources = Files.walk(tests)) {
            Path source = sources.filter(path -> path.endsWith(test + ".java"))
                    .findAny()
                    .orElseThrow();
            return Files.readString(source);
        }
    }

    @Test
    void thePage_namesTheTestsThereAreAndAllOfThem() throws IOException {
        Set<String> named = new TreeSet<>();
        rows().forEach(row -> TEST.matcher(row)
                .results()
                .map((MatchResult test) -> test.group(1))
                .forEach(named::add));
        Set<String> there = new TreeSet<>();
        try (Stream<Path> sources = Files.list(HERE)) {
            sources.filter(source -> source.toString().endsWith("AttackTest.java"))
                    .forEach(source -> there.addAll(testsOf(source)));
        }
        assertThat(named).isEqualTo(there);
    }
}
