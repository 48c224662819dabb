package org.jwks4j.bootload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs with one kind of issuer after the other. Arguments: the checkout, the class path of the MVC example, a folder for logs, then
 * {@code keycloak} or {@code testkit} for one of them alone, and {@code --write} if the page is to be written. Ends with 1 if ours refused
 * a good token.
 */
final class Main {
    private final Path checkout;
    private final String classPath;
    private final Path folder;
    private final boolean isWritten;
    private long refused;

    private Main(Path checkout, String classPath, Path folder, boolean isWritten) {
        this.checkout = checkout;
        this.classPath = classPath;
        this.folder = folder;
        this.isWritten = isWritten;
    }

    public static void main(String[] args) throws IOException {
        List<String> options = List.of(args).subList(3, args.length);
        boolean isWritten = options.contains("--write");
        Main main = new Main(Path.of(args[0]), args[1], Files.createDirectories(Path.of(args[2])), isWritten);
        boolean areBoth = !options.contains("keycloak") && !options.contains("testkit");
        if (areBoth || options.contains("keycloak")) {
            try (Issuers issuers = new KeycloakIssuers(main.checkout)) {
                main.run(issuers);
            }
        }
        if (areBoth || options.contains("testkit")) {
            try (Issuers issuers = new FakeIssuers()) {
                main.run(issuers);
            }
        }
        System.exit(main.refused == 0 ? 0 : 1);
    }

    private void run(Issuers issuers) throws IOException {
        try (Contestant plain = new Contestant("plain", false, classPath, folder, issuers.issuer("plain"));
                Contestant ours = new Contestant("ours", true, classPath, folder, issuers.issuer("ours"))) {
            Comparison comparison = new Course(issuers, plain, ours).run();
            System.out.println(comparison.issuer().name() + ", back after " + comparison.back() + " s");
            System.out.print(comparison.rows());
            refused += comparison.ours().answers().refused();
            if (isWritten) {
                new Page(checkout.resolve("docs")).write(comparison);
            }
        }
    }
}
