package org.jwks4j.cli.keylog;

import java.util.StringJoiner;
import org.jwks4j.cli.terminal.JsonMembers;
import org.jwks4j.cli.terminal.Mark;
import org.jwks4j.keylog.KeyLogFault;
import org.jwks4j.keylog.KeyLogHead;
import org.jwks4j.keylog.KeyLogReport;

/** What is found when a log is checked, as it is shown. */
final class ReportText {
    private static final int SHOWN = 20;

    private ReportText() {}

    /** Lines with marks. */
    static String of(KeyLogReport report, boolean headFromElsewhere) {
        StringJoiner text = new StringJoiner("\n");
        if (report.isIntact()) {
            text.add(Mark.OK + " " + report.lines() + " lines are as they were written" + range(report));
        } else {
            text.add(Mark.BAD + " the log was edited or damaged: " + report.faultCount()
                    + (report.faultCount() == 1 ? " fault" : " faults") + ", and " + report.lines()
                    + " lines are right");
            report.faults().stream().limit(SHOWN).forEach(fault -> text.add("    " + inFile(fault)));
            if (report.faultCount() > SHOWN) {
                text.add("    and " + (report.faultCount() - SHOWN) + " more");
            }
        }
        if (report.firstLine() > 1) {
            text.add(Mark.WARNING + " it begins with line " + report.firstLine()
                    + ": the files with the lines before that are not here, and were not checked");
        }
        text.add(aboutHead(report, headFromElsewhere));
        return text.toString();
    }

    private static String range(KeyLogReport report) {
        return report.head()
                .map(head -> ": " + report.firstLine() + " to " + head.line())
                .orElse("");
    }

    private static String inFile(KeyLogFault fault) {
        return fault.file().getFileName() + ": " + fault.message();
    }

    private static String aboutHead(KeyLogReport report, boolean fromElsewhere) {
        String now = report.head().map(head -> "; its head is now " + head).orElse("");
        if (!report.headWasMet()) {
            return Mark.WARNING
                    + " no head was compared: that the end was cut off, or that all was written anew by someone"
                    + " who has the secret, would not show" + now;
        } else if (!fromElsewhere) {
            return Mark.WARNING
                    + " the head beside it was compared: anyone who can change both files can cut off the end; keep one"
                    + " elsewhere and give it with --head" + now;
        }
        return Mark.OK + " the head that was kept elsewhere is in it" + now;
    }

    static JsonMembers json(KeyLogReport report) {
        return new JsonMembers()
                .with("intact", report.isIntact())
                .with("lines", report.lines())
                .with("firstLine", report.firstLine())
                .with("head", report.head().map(KeyLogHead::toString))
                .with("headWasCompared", report.headWasMet())
                .with("faultCount", report.faultCount())
                .with(
                        "faults",
                        report.faults().stream()
                                .map(fault -> new JsonMembers()
                                        .with("kind", fault.kind().name())
                                        .with(
                                                "file",
                                                String.valueOf(fault.file().getFileName()))
                                        .with("line", fault.line())
                                        .with("message", fault.message())
                                        .build())
                                .toList());
    }
}
