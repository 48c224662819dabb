package org.jwks4j.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.jwks4j.KeyFetcher;
import org.jwks4j.keylog.KeyLog;
import org.jwks4j.testkit.FakeIssuer;
import org.jwks4j.transport.httpclient5.GuardedHttpTransport;
import org.jwks4j.vendors.VendorTrust;
import org.jwks4j.verifier.JwtVerifier;

/** CWE-117, CWE-532: whatever of the library is printed by someone, with text of a stranger or a secret in it. */
class PrintedTextAttackTest {
    private static final List<Class<?>> ONE_OF_EACH_MODULE = List.of(
            KeyFetcher.class,
            JwtVerifier.class,
            FakeIssuer.class,
            GuardedHttpTransport.class,
            VendorTrust.class,
            KeyLog.class);

    /** Types that say no more than a number or a name of ours. */
    private static final Set<String> WITHOUT_TEXT = Set.of(
            "org.jwks4j.IssuerStatus$Counters",
            "org.jwks4j.RefreshPolicy",
            "org.jwks4j.RequestQueueStatus",
            "org.jwks4j.http.HttpTransport$BodyTooLargeException",
            "org.jwks4j.http.HttpTransport$LateAnswerException",
            // cannot be made here; core's own test makes it
            "org.jwks4j.http.HttpTransport$UntrustedCertificateException",
            "org.jwks4j.keylog.KeyLogFault",
            "org.jwks4j.keylog.KeyLogHead",
            "org.jwks4j.keylog.KeyLogReport",
            "org.jwks4j.keylog.KeyLogSecret",
            "org.jwks4j.keylog.LoggedKey$Use",
            "org.jwks4j.token.UnverifiedToken");

    private static Set<String> publicClassesThatPrint() {
        Set<String> all = new TreeSet<>();
        for (Class<?> one : ONE_OF_EACH_MODULE) {
            classFiles(one).stream()
                    .map(PrintedTextAttackTest::load)
                    .filter(PrintedTextAttackTest::prints)
                    .map(Class::getName)
                    .forEach(all::add);
        }
        all.removeAll(WITHOUT_TEXT);
        return all;
    }

    private static boolean prints(Class<?> type) {
        try {
            return isPublic(type)
                    && !type.isInterface()
                    && !type.isEnum()
                    && !Modifier.isAbstract(type.getModifiers())
                    && type.getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PrintedTextAttackTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** The names of the classes that a module, be it a folder or a jar, gives to others. */
    private static List<String> classFiles(Class<?> one) {
        try {
            Path at = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(at)) {
                return exported(at);
            }
            try (FileSystem jar = FileSystems.newFileSystem(at)) {
                return exported(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> exported(Path root) throws IOException {
        Set<String> packages = exportedPackages(root.resolve("module-info.class"));
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && file.contains("/") && !file.contains("-"))
                    .filter(file -> !file.startsWith("META-INF"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .filter(name -> packages.isEmpty() || packages.contains(name.substring(0, name.lastIndexOf('.'))))
                    .toList();
        }
    }

    /** Empty for all of them. */
    private static Set<String> exportedPackages(Path descriptor) throws IOException {
        if (!Files.exists(descriptor)) {
            return Set.of();
        }
        try (InputStream in = Files.newInputStream(descriptor)) {
            return ModuleDescriptor.read(in).exports().stream()
                    .filter(exports -> !exports.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
        }
    }

    /** A class that is new and prints something is missing here until it has a sample. */
    @Test
    void whateverIsPublicAndPrints_hasASample() {
        Set<String> sampled = new TreeSet<>();
        HostileText.samples().forEach(sample -> sampled.add(sample.getClass().getName()));
        assertThat(publicClassesThatPrint()).isNotEmpty().isEqualTo(sampled);
    }

    @Test
    void whatIsPrinted_isOneTameLine() {
        Set<Class<?>> seen = new HashSet<>();
        HostileText.samples().forEach(sample -> {
            seen.add(sample.getClass());
            String printed = sample.toString();
            assertThat(printed.chars())
                    .as(sample.getClass() + ": " + HostileText.escaped(printed))
                    .allMatch(sign -> (sign >= ' ' && sign <= '~') || sign == '\u00a7'); // the section sign is ours
        });
        assertThat(seen).hasSizeGreaterThan(15);
    }

    @Test
    void whatIsPrinted_holdsNoSecret() {
        HostileText.samples()
                .forEach(sample -> assertThat(sample.toString())
                        .as(sample.getClass().getName())
                        .doesNotContain(HostileText.SECRET));
    }

    /** CWE-532: a password in a URI is refused at start, and the refusal goes to a log. */
    @Test
    void aPasswordInAUri_isNotRepeated() {
        Stream.of(
                        "https://me:" + HostileText.SECRET + "@issuer.example.com",
                        "https://me:" + HostileText.SECRET + " x@issuer.example.com",
                        "https://me:1/" + HostileText.SECRET + "@issuer.example.com",
                        "https://me:p?" + HostileText.SECRET + "@issuer.example.com",
                        "https://issuer.example.com/a b?token=" + HostileText.SECRET,
                        "http://issuer.example.com/a?token=" + HostileText.SECRET,
                        "https://issuer.example.com/a#" + HostileText.SECRET)
                .flatMap(uri -> HostileText.refusalsOf(uri).stream())
                .forEach(refusal ->
                        assertThat(HostileText.wholeText(refusal)).isNotBlank().doesNotContain(HostileText.SECRET));
    }

    /** CWE-532: what a request asks for is logged, and a query may have a key in it. */
    @Test
    void aQueryOfARequest_isNotLogged() {
        URI keys = URI.create("https://issuer.example.com/keys?code=" + HostileText.SECRET);
        assertThat(HostileText.logOfFetching(keys))
                .anyMatch(line -> line.contains("https://issuer.example.com/keys?..."))
                .noneMatch(line -> line.contains(HostileText.SECRET));
    }
}
