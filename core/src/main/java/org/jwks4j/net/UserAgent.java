package org.jwks4j.net;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who asks, as requests say it (RFC 9110 §10.1.5). */
public final class UserAgent {
    /** Without a version if this is not run from a jar. */
    public static final String OURS = version().map("jwks4j/"::concat).orElse("jwks4j");

    private static final Pattern SOUND = Pattern.compile("[!-~](?:[ -~]{0,254}[!-~])?");

    private UserAgent() {}

    private static Optional<String> version() {
        ModuleDescriptor module = UserAgent.class.getModule().getDescriptor();
        return module == null
                ? Optional.ofNullable(UserAgent.class.getPackage().getImplementationVersion())
                : module.rawVersion();
    }

    public static String checked(String value) {
        if (!SOUND.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "userAgent(...) must be 1 to 256 visible ASCII characters, with spaces only between them");
        }
        return value;
    }
}
