package org.jwks4j.monitoring;

import java.util.List;
import java.util.Locale;

/** Grafana's units, as far as the dashboard has them. */
final class Units {
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final List<Double> ROUND = List.of(1.0, 2.0, 4.0, 6.0, 8.0, 10.0);

    private Units() {}

    /** The end of an axis with four steps. */
    static double above(double most, String unit) {
        double scale = unit.equals("s") && most >= MINUTE ? (most >= HOUR ? HOUR : MINUTE) : 1;
        double least = Math.max(most / scale, 1e-6);
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        return ROUND.stream()
                .map(round -> round * power * scale)
                .filter(end -> end >= most)
                .findFirst()
                .orElse(most);
    }

    static String format(double value, String unit) {
        return switch (unit) {
            case "s" -> seconds(value);
            case "reqps" -> plain(value) + "/s";
            default -> plain(value);
        };
    }

    private static String seconds(double value) {
        if (value == 0) {
            return "0";
        }
        if (value >= HOUR) {
            return plain(value / HOUR) + " h";
        }
        if (value >= MINUTE) {
            return plain(value / MINUTE) + " min";
        }
        return value >= 1 ? plain(value) + " s" : plain(value * 1000) + " ms";
    }

    private static String plain(double value) {
        String digits = String.format(Locale.ROOT, value >= 0.1 || value == 0 ? "%.2f" : "%.4f", value);
        return digits.replaceFirst("\\.?0+$", "");
    }
}
