package org.jwks4j.api;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The kind of a type, and what it implies: the text says only what could be otherwise. */
enum Kind {
    CLASS,
    INTERFACE,
    ANNOTATION,
    ENUM,
    RECORD;

    private static final Set<String> IMPLIED =
            Set.of("java/lang/Object", "java/lang/Enum", "java/lang/Record", "java/lang/annotation/Annotation");

    static Kind of(ClassNode type) {
        if ((type.access & Opcodes.ACC_ANNOTATION) != 0) {
            return ANNOTATION;
        }
        if ((type.access & Opcodes.ACC_INTERFACE) != 0) {
            return INTERFACE;
        }
        if ((type.access & Opcodes.ACC_ENUM) != 0) {
            return ENUM;
        }
        return type.superName.equals("java/lang/Record") ? RECORD : CLASS;
    }

    static boolean isImplied(String supertype) {
        return IMPLIED.contains(supertype);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The modifiers with a space behind each; public is left out. */
    String modifiers(int access, boolean nested) {
        String modifiers = (access & Opcodes.ACC_PROTECTED) != 0 ? "protected " : "";
        if (this != CLASS) {
            return modifiers;
        }
        return modifiers
                + (nested && (access & Opcodes.ACC_STATIC) == 0 ? "inner " : "")
                + ((access & Opcodes.ACC_ABSTRACT) != 0 ? "abstract " : "")
                + ((access & Opcodes.ACC_FINAL) != 0 ? "final " : "");
    }

    boolean implies(MethodNode method, ClassNode type) {
        return switch (this) {
            case ENUM -> method.name.equals("values") || method.name.equals("valueOf");
            case RECORD -> isOfComponents(method, type);
            default -> false;
        };
    }

    private static boolean isOfComponents(MethodNode method, ClassNode type) {
        if (method.name.equals("<init>")) {
            String canonical = type.recordComponents.stream()
                    .map(component -> component.descriptor)
                    .collect(Collectors.joining("", "(", ")V"));
            return method.desc.equals(canonical);
        }
        return List.of(Type.getArgumentTypes(method.desc)).isEmpty()
                && type.recordComponents.stream().anyMatch(component -> component.name.equals(method.name));
    }
}
