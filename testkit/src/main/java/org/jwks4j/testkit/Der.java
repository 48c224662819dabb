package org.jwks4j.testkit;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HexFormat;

/** As much of DER (X.690) as a certificate needs, so that the test kit brings no library that has it. */
final class Der {
    static final int SEQUENCE = 0x30;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    private static final int INTEGER = 0x02;
    private static final int OBJECT_IDENTIFIER = 0x06;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(SEQUENCE, parts);
    }

    static byte[] integer(BigInteger number) {
        return tagged(INTEGER, number.toByteArray());
    }

    /** The content octets in hex. */
    static byte[] oid(String hex) {
        return tagged(OBJECT_IDENTIFIER, HexFormat.of().parseHex(hex));
    }

    static byte[] bits(byte[] octets) {
        return tagged(BIT_STRING, new byte[1], octets); // no unused bits
    }

    static byte[] tagged(int tag, byte[]... parts) {
        byte[] content = concatenated(parts);
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        writeLength(der, content.length);
        der.writeBytes(content);
        return der.toByteArray();
    }

    static byte[] concatenated(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream der, int length) {
        if (length < 0x80) {
            der.write(length);
            return;
        }
        byte[] octets = BigInteger.valueOf(length).toByteArray();
        int zeros = octets[0] == 0 ? 1 : 0; // the sign
        der.write(0x80 | (octets.length - zeros));
        der.write(octets, zeros, octets.length - zeros);
    }
}
