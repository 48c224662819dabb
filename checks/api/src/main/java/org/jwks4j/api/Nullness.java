package org.jwks4j.api;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.TypeReference;
import org.objectweb.asm.tree.TypeAnnotationNode;

/** The type annotations of one declaration, of which we have those of JSpecify, as text to put before a type. */
final class Nullness {
    private final List<TypeAnnotationNode> annotations;

    Nullness(@Nullable List<TypeAnnotationNode> annotations) {
        this.annotations = annotations == null ? List.of() : annotations;
    }

    String ofField() {
        return at(reference -> reference.getSort() == TypeReference.FIELD);
    }

    String ofResult() {
        return at(reference -> reference.getSort() == TypeReference.METHOD_RETURN);
    }

    String ofArgument(int index) {
        return at(reference -> reference.getSort() == TypeReference.METHOD_FORMAL_PARAMETER
                && reference.getFormalParameterIndex() == index);
    }

    String ofBound(int parameter, int bound) {
        return at(reference -> isBound(reference.getSort())
                && reference.getTypeParameterIndex() == parameter
                && reference.getTypeParameterBoundIndex() == bound);
    }

    private static boolean isBound(int sort) {
        return sort == TypeReference.CLASS_TYPE_PARAMETER_BOUND || sort == TypeReference.METHOD_TYPE_PARAMETER_BOUND;
    }

    private String at(Predicate<TypeReference> position) {
        return annotations.stream()
                .filter(annotation -> position.test(new TypeReference(annotation.typeRef)))
                .map(Nullness::text)
                .sorted()
                .collect(Collectors.joining());
    }

    /** {@code @Nullable}; with the path to a part of the type (JVMS 4.7.20.2) if the annotation is not at the whole. */
    private static String text(TypeAnnotationNode annotation) {
        String name = annotation.desc.substring(annotation.desc.lastIndexOf('/') + 1, annotation.desc.length() - 1);
        String path = annotation.typePath == null
                ? ""
                : annotation.typePath.toString().replace(".", "");
        return "@" + name + (path.isEmpty() ? " " : "(" + path + ") ");
    }
}
