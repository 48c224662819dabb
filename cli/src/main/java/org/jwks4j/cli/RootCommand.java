package org.jwks4j.cli;

import org.jwks4j.cli.options.Version;
import picocli.CommandLine.Command;

@Command(
        name = "jwks4j",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Finds the public key of a token's issuer, and verifies the token with it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  jwks4j demo",
            "  jwks4j keys https://issuer.example.com",
            "  jwks4j verify - --issuer https://issuer.example.com --audience orders < token.txt",
            "",
            "Exit codes: 0 verified or found, 1 refused (401), 2 wrong usage, 3 keys unavailable (503),",
            "70 internal error. 'jwks4j COMMAND --help' tells more."
        })
final class RootCommand {}
