package org.jwks4j.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** The lines of one type: its head, then its members. */
final class TypeApi {
    /** Every class or interface has these, so that declaring them changes no signature. */
    private static final Set<String> OF_EVERY_OBJECT =
            Set.of("equals(Ljava/lang/Object;)Z", "hashCode()I", "toString()Ljava/lang/String;");

    private final ClassNode type;
    private final ClassFiles classes;
    private final Kind kind;

    TypeApi(ClassNode type, ClassFiles classes) {
        this.type = type;
        this.classes = classes;
        this.kind = Kind.of(type);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(Annotations.lines("", type.visibleAnnotations));
        lines.add(head());
        if (kind == Kind.ENUM) {
            type.fields.stream()
                    .filter(field -> (field.access & Opcodes.ACC_ENUM) != 0)
                    .forEach(constant -> lines.add("  constant " + constant.name));
        }
        SortedMap<String, String> members = new TreeMap<>();
        addMembers(type, members);
        lines.addAll(members.values());
        return lines;
    }

    private String head() {
        int access = ClassFiles.accessOf(type);
        Signature signature = Signature.ofClass(type.signature, superclass(type), type.interfaces);
        String modifiers = kind.modifiers(access, ClassFiles.isNested(type));
        if (type.permittedSubclasses != null) {
            modifiers += "sealed ";
        }
        String name = type.name.replace('/', '.') + signature.typeParameters(new Nullness(type.visibleTypeAnnotations));
        return modifiers + kind.word() + " " + name + (kind == Kind.RECORD ? components() : "") + supertypes()
                + permitted();
    }

    private String components() {
        List<String> components = type.recordComponents.stream()
                .map(component -> new Nullness(component.visibleTypeAnnotations).ofField()
                        + Signature.ofType(component.signature, component.descriptor) + " " + component.name)
                .toList();
        return "(" + String.join(", ", components) + ")";
    }

    private String supertypes() {
        Set<String> supertypes = new LinkedHashSet<>();
        addSupertypes(type, supertypes);
        return supertypes.isEmpty() ? "" : " extends " + String.join(", ", supertypes);
    }

    /** Instead of a type that users cannot name, those above it. */
    private void addSupertypes(ClassNode of, Set<String> supertypes) {
        Signature signature = Signature.ofClass(of.signature, superclass(of), of.interfaces);
        List<String> texts = signature.supertypes();
        List<String> names = new ArrayList<>(List.of(superclass(of)));
        names.addAll(of.interfaces);
        for (int i = 0; i < names.size(); i++) {
            ClassNode hidden = hidden(names.get(i));
            if (hidden != null) {
                addSupertypes(hidden, supertypes);
            } else if (!Kind.isImplied(names.get(i))) {
                supertypes.add(texts.get(i));
            }
        }
    }

    private String permitted() {
        if (type.permittedSubclasses == null) {
            return "";
        }
        Set<String> permitted = new TreeSet<>();
        for (String name : type.permittedSubclasses) {
            permitted.add(hidden(name) == null ? name.replace('/', '.') : "(hidden)");
        }
        return " permits " + String.join(", ", permitted);
    }

    /** The class of this module with that name, if users cannot name it. */
    private @Nullable ClassNode hidden(String name) {
        ClassNode found = classes.find(name);
        return found == null || classes.isApi(found) ? null : found;
    }

    /** By name and descriptor. Members of hidden supertypes are members of the type that users see. */
    private void addMembers(ClassNode owner, Map<String, String> members) {
        for (FieldNode field : owner.fields) {
            if (ClassFiles.isAccessible(field.access, type) && (field.access & Opcodes.ACC_ENUM) == 0) {
                members.put(field.name, MemberApi.line(field));
            }
        }
        for (MethodNode method : owner.methods) {
            if (ClassFiles.isAccessible(method.access, type) && !isImplied(method, owner)) {
                members.putIfAbsent(method.name + method.desc, MemberApi.line(method, type));
            }
        }
        List<String> supertypes = new ArrayList<>(owner.interfaces);
        supertypes.add(superclass(owner));
        for (String name : supertypes) {
            ClassNode hidden = hidden(name);
            if (hidden != null) {
                addMembers(hidden, members);
            }
        }
    }

    private boolean isImplied(MethodNode method, ClassNode owner) {
        boolean inherited = owner != type && method.name.equals("<init>");
        return inherited || OF_EVERY_OBJECT.contains(method.name + method.desc) || kind.implies(method, type);
    }

    private static String superclass(ClassNode of) {
        return of.superName == null ? Type.getInternalName(Object.class) : of.superName;
    }
}
