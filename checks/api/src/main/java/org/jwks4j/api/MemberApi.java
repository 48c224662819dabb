package org.jwks4j.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** The line of one member. */
final class MemberApi {
    private MemberApi() {}

    static String line(FieldNode field) {
        // The value of a constant is copied into the classes of its users.
        String value = field.value == null ? "" : " = " + Annotations.value(field.value);
        return "  " + Annotations.text(field.visibleAnnotations) + modifiers(field.access, false)
                + new Nullness(field.visibleTypeAnnotations).ofField()
                + Signature.ofType(field.signature, field.desc) + " " + field.name + value;
    }

    static String line(MethodNode method, ClassNode owner) {
        Signature signature = Signature.ofMethod(method.signature, method.desc, method.exceptions);
        Nullness nullness = new Nullness(method.visibleTypeAnnotations);
        boolean constructor = method.name.equals("<init>");
        String parameters = signature.typeParameters(nullness);
        return "  " + Annotations.text(method.visibleAnnotations)
                + modifiers(method.access, Kind.of(owner) == Kind.INTERFACE)
                + (parameters.isEmpty() ? "" : parameters + " ")
                + (constructor ? "" : nullness.ofResult() + signature.result() + " ")
                + (constructor ? "new" : method.name)
                + arguments(method, signature, nullness)
                + exceptions(signature)
                + (method.annotationDefault == null ? "" : " default " + Annotations.value(method.annotationDefault));
    }

    private static String arguments(MethodNode method, Signature signature, Nullness nullness) {
        List<String> types = signature.arguments();
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            boolean variable = (method.access & Opcodes.ACC_VARARGS) != 0 && i == types.size() - 1;
            String type = variable ? types.get(i).replaceAll("\\[]$", "...") : types.get(i);
            arguments.add(nullness.ofArgument(i) + type);
        }
        return "(" + String.join(", ", arguments) + ")";
    }

    private static String exceptions(Signature signature) {
        Set<String> exceptions = new TreeSet<>(signature.exceptions());
        return exceptions.isEmpty() ? "" : " throws " + String.join(", ", exceptions);
    }

    /** The modifiers that a user notices, with a space behind each; public is left out. */
    private static String modifiers(int access, boolean ofInterface) {
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        boolean isAbstract = (access & Opcodes.ACC_ABSTRACT) != 0;
        return ((access & Opcodes.ACC_PROTECTED) != 0 ? "protected " : "")
                + (isStatic ? "static " : "")
                + (isAbstract ? "abstract " : "")
                + (ofInterface && !isStatic && !isAbstract ? "default " : "")
                + ((access & Opcodes.ACC_FINAL) != 0 ? "final " : "");
    }
}
