package org.jwks4j.cli.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jwks4j.cli.terminal.UsageException;
import org.jwks4j.vendors.VendorTrust;
import org.jwks4j.vendors.Vendors;
import picocli.CommandLine.Option;

/** A vendor by name in place of issuer and audience: where its keys are and what its tokens must say is known. */
public final class VendorOptions {
    @Option(
            names = "--vendor",
            paramLabel = "NAME",
            description =
                    "In place of --issuer and --audience: a vendor and which of its tokens, such as cognito-access."
                            + " A wrong name is answered with all names.")
    @Nullable
    String vendor;

    @Option(
            names = "--setting",
            paramLabel = "NAME=VALUE",
            description =
                    "A setting of the vendor, such as region=eu-west-1. Repeat it for more, and for more values of"
                            + " one. A wrong name is answered with all names.")
    List<String> settings = new ArrayList<>();

    /** The vendor with its rules; empty if none was named. */
    public Optional<VendorTrust> trust() {
        if (vendor == null) {
            if (!settings.isEmpty()) {
                throw new UsageException("--setting needs --vendor");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(Vendors.trust(vendor, byName()));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--vendor: " + e.getMessage());
        }
    }

    private Map<String, List<String>> byName() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new UsageException("--setting is NAME=VALUE, such as region=eu-west-1");
            }
            all.computeIfAbsent(setting.substring(0, equals), name -> new ArrayList<>())
                    .add(setting.substring(equals + 1));
        }
        return all;
    }
}
