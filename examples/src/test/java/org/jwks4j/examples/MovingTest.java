package org.jwks4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.verifier.JwtVerifier;
import org.springframework.security.oauth2.jwt.JwtValidators;

/** docs/moving.md has a row for every setting that the other libraries have in the versions we build with. */
final class MovingTest {
    private static final Path PAGE = Path.of("../docs/moving.md");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\|.+\\|");

    /** What applies a setting, or reads one. */
    private static final Set<String> NO_SETTINGS = Set.of("build", "validate");

    private static Set<String> rows(String heading) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("## " + heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .flatMap(line -> ROW.matcher(line).results())
                .map(row -> row.group(1))
                .skip(1) // the head
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Executable> settings(Class<?> type) {
        return Stream.of(type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Arrays::stream)
                .map(Executable.class::cast)
                .filter(MovingTest::isSetting);
    }

    private static boolean isSetting(Executable member) {
        int modifiers = member.getModifiers();
        return (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers))
                && !member.isSynthetic()
                && !NO_SETTINGS.contains(member.getName())
                && !member.getName().startsWith("get");
    }

    /** As the page writes it: {@code name(Type, Type...)}. */
    private static String written(Executable member) {
        List<String> types = new ArrayList<>(Arrays.stream(member.getParameterTypes())
                .map(Class::getSimpleName)
                .toList());
        if (member.isVarArgs()) {
            types.set(types.size() - 1, types.get(types.size() - 1).replace("[]", "..."));
        }
        String name = member instanceof Constructor
                ? "new " + member.getDeclaringClass().getSimpleName()
                : member.getName();
        return name + "(" + String.join(", ", types) + ")";
    }

    @Test
    void jose4j_isMappedWhole() throws IOException {
        Set<String> settings = settings(JwtConsumerBuilder.class)
                .filter(Method.class::isInstance)
                .map(MovingTest::written)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows("From jose4j")).isEqualTo(settings);
    }

    @Test
    void nimbus_isMappedWhole() throws IOException {
        Set<String> settings = settings(DefaultJWTClaimsVerifier.class)
                .map(MovingTest::written)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows("From Nimbus")).isEqualTo(settings);
    }

    @Test
    void spring_isMappedWhole() throws IOException {
        Set<String> settings = new TreeSet<>();
        for (Class<?> type : springsValidators()) {
            if (Modifier.isPublic(type.getModifiers())) {
                settings(type).forEach(setting -> settings.add(writtenWithClass(setting)));
            } else {
                settings.add(type.getSimpleName());
            }
        }
        assertThat(rows("From Spring")).isEqualTo(settings);
    }

    private static String writtenWithClass(Executable setting) {
        String written = written(setting);
        return setting instanceof Constructor
                ? written
                : setting.getDeclaringClass().getSimpleName() + "." + written;
    }

    /** All there are, so that a new one is noticed. */
    private static List<Class<?>> springsValidators() throws IOException {
        List<Class<?>> all = new ArrayList<>(List.of(JwtValidators.class, JwtValidators.AtJwtBuilder.class));
        String folder = JwtValidators.class.getPackageName().replace('.', '/') + "/";
        try (JarFile jar = new JarFile(jarOf(JwtValidators.class).toFile())) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(folder) && name.endsWith("Validator.class") && !name.contains("$"))
                    .map(name -> name.substring(folder.length(), name.length() - ".class".length()))
                    .forEach(name -> all.add(load(JwtValidators.class.getPackageName() + "." + name)));
        }
        return all;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, MovingTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void snippets_build() {
        try (KeyFetcher fetcher = KeyFetcher.builder()
                .trust("https://idp.example.com")
                .trust("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI")
                .build()) {
            for (JwtVerifier verifier : List.of(
                    MovingHere.fromJose4j(fetcher),
                    MovingHere.fromSpring(fetcher),
                    MovingHere.fromAwsJwtVerify(fetcher),
                    MovingHere.fromNimbus(fetcher))) {
                assertThat(verifier.explainRules()).contains("one of [");
            }
        }
    }
}
