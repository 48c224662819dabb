package org.jwks4j.saved;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Text that is kept and seldom read, deflated. */
public final class CompressedText {
    private CompressedText() {}

    /**
     * Deflates a text.
     *
     * @param dictionary what such texts have in common, so that it need not be in each (RFC 1950 §2.2); may be empty
     */
    public static byte[] of(String text, byte[] dictionary) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setDictionary(dictionary);
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            return all(deflater::deflate);
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            deflater.end();
        }
    }

    /**
     * Inflates a text.
     *
     * @param dictionary the one that it was deflated with
     */
    public static String read(byte[] deflated, byte[] dictionary) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            inflater.inflate(new byte[0]); // comes to where the dictionary is asked for
            inflater.setDictionary(dictionary);
            return new String(all(inflater::inflate), StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] all(Chunks chunks) throws DataFormatException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] chunk = new byte[2048];
        for (int length = chunks.next(chunk); length > 0; length = chunks.next(chunk)) {
            bytes.write(chunk, 0, length);
        }
        return bytes.toByteArray();
    }

    private interface Chunks {
        int next(byte[] chunk) throws DataFormatException;
    }
}
