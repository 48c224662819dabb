package org.jwks4j.api;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;

/** The annotations of a declaration that are there at run time, such as {@code @Deprecated}, as text. */
final class Annotations {
    private Annotations() {}

    static List<String> lines(String indent, @Nullable List<AnnotationNode> annotations) {
        return annotations == null
                ? List.of()
                : annotations.stream()
                        .map(annotation -> indent + text(annotation))
                        .sorted()
                        .toList();
    }

    /** All of them, with a space behind each. */
    static String text(@Nullable List<AnnotationNode> annotations) {
        return lines("", annotations).stream().map(line -> line + " ").collect(Collectors.joining());
    }

    /** A value of an annotation's element, or of a constant. */
    static String value(Object value) {
        if (value instanceof String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
        }
        if (value instanceof String[] constant) { // of an enum: its type and its name
            return constant[1];
        }
        if (value instanceof Type type) {
            return type.getClassName() + ".class";
        }
        if (value instanceof List<?> values) {
            return values.stream().map(Annotations::value).collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof AnnotationNode annotation ? text(annotation) : String.valueOf(value);
    }

    private static String text(AnnotationNode annotation) {
        List<String> elements = new ArrayList<>();
        for (int i = 0; annotation.values != null && i < annotation.values.size(); i += 2) {
            elements.add(annotation.values.get(i) + "=" + value(annotation.values.get(i + 1)));
        }
        String name = Type.getType(annotation.desc).getClassName();
        return "@" + name + (elements.isEmpty() ? "" : "(" + String.join(", ", elements) + ")");
    }
}
