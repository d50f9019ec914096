package io.micropay.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted map. Putting a row makes a new map that shares all but a path of nodes with the old one, so that a
 * snapshot costs nothing and a row costs O(log n).
 *
 * <p>An AVL tree: its depth is bounded whatever keys come in, which matters since strangers choose some of them.
 */
final class SortedRows<K extends Comparable<K>, V> {
    private final @Nullable Node<K, V> root;

    private SortedRows(@Nullable Node<K, V> root) {
        this.root = root;
    }

    static <K extends Comparable<K>, V> SortedRows<K, V> empty() {
        return new SortedRows<>(null);
    }

    Optional<V> get(K key) {
        Node<K, V> node = root;
        while (node != null) {
            int order = key.compareTo(node.key);
            if (order == 0) {
                return Optional.of(node.value);
            }
            node = order < 0 ? node.left : node.right;
        }
        return Optional.empty();
    }

    /** This map with one row more, or with another value under a key that it has. */
    SortedRows<K, V> put(K key, V value) {
        return new SortedRows<>(put(root, key, value));
    }

    /** The values of the first keys above one, in the order of their keys. */
    List<V> after(K key, int limit) {
        List<V> values = new ArrayList<>();
        collect(root, key, limit, values);
        return values;
    }

    /** The values whose keys are between two others, which are not among them, in the order of their keys. */
    List<V> within(K after, K before) {
        List<V> values = new ArrayList<>();
        collect(root, after, before, values);
        return values;
    }

    /** How many rows a search passes at the most. */
    int depth() {
        return height(root);
    }

    private static <K extends Comparable<K>, V> Node<K, V> put(@Nullable Node<K, V> node, K key, V value) {
        if (node == null) {
            return new Node<>(key, value, null, null);
        }
        int order = key.compareTo(node.key);
        if (order == 0) {
            return new Node<>(key, value, node.left, node.right);
        }
        return order < 0
                ? balanced(node, put(node.left, key, value), node.right)
                : balanced(node, node.left, put(node.right, key, value));
    }

    private static <K extends Comparable<K>, V> void collect(
            @Nullable Node<K, V> node, K after, int limit, List<V> values) {
        if (node == null || values.size() >= limit) {
            return;
        }
        boolean wanted = node.key.compareTo(after) > 0;
        if (wanted) {
            collect(node.left, after, limit, values);
            if (values.size() < limit) {
                values.add(node.value);
            }
        }
        collect(node.right, after, limit, values);
    }

    private static <K extends Comparable<K>, V> void collect(
            @Nullable Node<K, V> node, K after, K before, List<V> values) {
        if (node == null) {
            return;
        }
        boolean isAbove = node.key.compareTo(after) > 0;
        boolean isBelow = node.key.compareTo(before) < 0;
        if (isAbove) {
            collect(node.left, after, before, values);
        }
        if (isAbove && isBelow) {
            values.add(node.value);
        }
        if (isBelow) {
            collect(node.right, after, before, values);
        }
    }

    /** A node with other children, whose heights differ by two at the most, turned so that they differ by one. */
    private static <K, V> Node<K, V> balanced(Node<K, V> node, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        int lean = height(left) - height(right);
        if (left != null && lean > 1) {
            return height(left.left) >= height(left.right)
                    ? turnedRight(node, left, right)
                    : turnedRight(node, turnedLeft(left, left.left, left.right), right);
        }
        if (right != null && lean < -1) {
            return height(right.right) >= height(right.left)
                    ? turnedLeft(node, left, right)
                    : turnedLeft(node, left, turnedRight(right, right.left, right.right));
        }
        return new Node<>(node.key, node.value, left, right);
    }

    private static <K, V> Node<K, V> turnedRight(
            Node<K, V> node, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        if (left == null) {
            throw new AssertionError("nothing to turn up from the left");
        }
        Node<K, V> down = new Node<>(node.key, node.value, left.right, right);
        return new Node<>(left.key, left.value, left.left, down);
    }

    private static <K, V> Node<K, V> turnedLeft(
            Node<K, V> node, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        if (right == null) {
            throw new AssertionError("nothing to turn up from the right");
        }
        Node<K, V> down = new Node<>(node.key, node.value, left, right.left);
        return new Node<>(right.key, right.value, down, right.right);
    }

    private static int height(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.height;
    }

    private static final class Node<K, V> {
        final K key;
        final V value;
        final @Nullable Node<K, V> left;
        final @Nullable Node<K, V> right;
        final int height;

        Node(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
            this.key = key;
            this.value = value;
            this.left = left;
            this.right = right;
            this.height = 1 + Math.max(SortedRows.height(left), SortedRows.height(right));
        }
    }
}
