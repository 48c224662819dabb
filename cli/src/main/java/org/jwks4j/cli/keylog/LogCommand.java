package org.jwks4j.cli.keylog;

import org.jwks4j.cli.options.Version;
import picocli.CommandLine.Command;

@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Reads a key log: the record of every key that a service accepted, which shows if someone edits it. A service writes"
                    + " one with jwks4j-key-log; explain and watch write one with --key-log.",
            "Exits with 1 if the log was edited."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  jwks4j log verify keys.jsonl --head 4312:kq3...",
            "  jwks4j log which-key @token.txt --key-log keys.jsonl",
            "  jwks4j log compare node-1.jsonl node-2.jsonl"
        })
public final class LogCommand {}
