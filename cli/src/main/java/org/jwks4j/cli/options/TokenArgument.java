package org.jwks4j.cli.options;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.UsageException;
import picocli.CommandLine.Parameters;

/** The token of a call, wherever it is read from. No message repeats the argument, which may be a token. */
public final class TokenArgument {
    /** More than any token that is read, so that a longer text is still refused as one. */
    private static final int MAX_BYTES = 64 * 1024;

    @Parameters(
            paramLabel = "TOKEN",
            description = {
                "A compact JWT; @FILE reads it from a file, - from standard input: both keep it out of the process list.",
                "Quotation marks, Authorization: and Bearer before it, the JSON of a token response around it and line breaks"
                        + " are left out."
            })
    String argument = "";

    /** Reads the token, and says what was left out around it. */
    public String read(Console console) {
        TokenText text = TokenText.of(pasted(console));
        if (text.token().isEmpty()) {
            throw new UsageException(source() + " is empty" + (argument.isBlank() ? ": is a variable not set?" : ""));
        }
        text.notes().forEach(note -> console.note("the token: " + note));
        return text.token();
    }

    private String pasted(Console console) {
        if (argument.equals("-")) {
            return console.read(MAX_BYTES);
        } else if (argument.startsWith("@")) {
            return file(argument.substring(1));
        } else if (isFile(argument)) {
            throw new UsageException("TOKEN is the name of a file; to read the token from it, put @ before the name");
        }
        return argument;
    }

    private String source() {
        return argument.equals("-") ? "standard input" : argument.startsWith("@") ? "the file" : "the token";
    }

    private static String file(String name) {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new UsageException("the file behind @ cannot be read: there is none of that name here");
        } catch (AccessDeniedException e) {
            throw new UsageException("the file behind @ cannot be read: this user may not");
        } catch (IOException | InvalidPathException e) {
            throw new UsageException(
                    "the file behind @ cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static boolean isFile(String text) {
        try {
            return !text.isBlank() && Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
