package org.jwks4j.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blocks of {@code special-addresses.csv}, which says where they are from. */
final class SpecialAddresses {
    private static final String FILE = "special-addresses.csv";
    static final List<AddressBlock> ALL = read();

    private SpecialAddresses() {}

    /** What the narrowest block that has the address is for; null if none has it. */
    static @Nullable String purposeOf(byte[] address) {
        AddressBlock narrowest = null;
        for (AddressBlock block : ALL) {
            if (block.contains(address) && (narrowest == null || narrowest.prefixLength() < block.prefixLength())) {
                narrowest = block;
            }
        }
        return narrowest == null ? null : narrowest.purpose();
    }

    private static List<AddressBlock> read() {
        try (InputStream file = SpecialAddresses.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing from the jar");
            }
            return new BufferedReader(new InputStreamReader(file, UTF_8))
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(SpecialAddresses::block)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AddressBlock block(String line) {
        List<String> columns = List.of(line.split(",", -1));
        return AddressBlock.of(columns.get(0), columns.get(1) + " (" + columns.get(2) + ")");
    }
}
