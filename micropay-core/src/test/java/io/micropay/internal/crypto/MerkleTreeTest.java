package io.micropay.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tree, against the recursive definition of RFC 6962 written down word by word, and against published values. */
class MerkleTreeTest {
    private static final int MAX_SIZE = 300;
    private static final int EXHAUSTIVE_SIZE = 70;

    /** The leaves of the reference implementation of Certificate Transparency. */
    private static final List<Bytes> REFERENCE = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(Bytes::ofHex)
            .toList();

    @ParameterizedTest
    @CsvSource({
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void root_ofReferenceLeaves_isAsPublished(int size, String root) {
        assertThat(new MerkleTree(REFERENCE.subList(0, size)).root()).hasToString(root);
    }

    @Test
    void auditPath_ofReferenceLeaves_isAsPublished() {
        assertThat(new MerkleTree(REFERENCE).auditPath(5))
                .extracting(Digest::toString)
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    void rootAndPaths_ofAnySize_areThoseOfTheDefinition() {
        List<Bytes> all = leaves(MAX_SIZE);
        for (int size = 1; size <= MAX_SIZE; size++) {
            List<Bytes> leaves = all.subList(0, size);
            MerkleTree tree = new MerkleTree(leaves);
            Digest root = definedRoot(leaves);
            assertThat(tree.root()).as("root of %d", size).isEqualTo(root);
            for (int index : indexes(size)) {
                List<Digest> path = tree.auditPath(index);
                assertThat(path).as("path of %d in %d", index, size).isEqualTo(definedPath(index, leaves));
                assertThat(path.size()).isLessThanOrEqualTo(BatchSignature.MAX_PATH_LENGTH);
                assertThat(MerkleTree.rootOf(leaves.get(index), index, size, path))
                        .isEqualTo(root);
            }
        }
    }

    @Test
    void rootOf_anotherPlaceLeafOrPath_isAnotherRootOrRefused() {
        for (int size = 1; size <= 20; size++) {
            List<Bytes> leaves = leaves(size);
            MerkleTree tree = new MerkleTree(leaves);
            for (int index = 0; index < size; index++) {
                List<Digest> path = tree.auditPath(index);
                assertThat(MerkleTree.rootOf(Bytes.of((byte) 99), index, size, path))
                        .isNotEqualTo(tree.root());
                for (int other = 0; other < size; other++) {
                    if (other != index) {
                        assertThat(rootOrNothing(leaves.get(index), other, size, path))
                                .isNotEqualTo(tree.root());
                    }
                }
                for (int changed = 0; changed < path.size(); changed++) {
                    List<Digest> wrong = new ArrayList<>(path);
                    wrong.set(changed, Digest.NONE);
                    assertThat(MerkleTree.rootOf(leaves.get(index), index, size, wrong))
                            .isNotEqualTo(tree.root());
                }
            }
        }
    }

    @Test
    void rootOf_pathOfAnotherLength_isRefused() {
        for (int size = 1; size <= EXHAUSTIVE_SIZE; size++) {
            MerkleTree tree = new MerkleTree(leaves(size));
            for (int index = 0; index < size; index++) {
                List<Digest> longer = new ArrayList<>(tree.auditPath(index));
                longer.add(Digest.NONE);
                assertRefused(index, size, longer);
                for (int length = 0; length < longer.size() - 1; length++) {
                    assertRefused(index, size, longer.subList(0, length));
                }
            }
        }
    }

    /** A leaf made of two node hashes is not the node over them: the prefixes tell them apart. */
    @Test
    void root_ofALeafThatLooksLikeANode_isAnother() {
        List<Bytes> two = leaves(2);
        byte[] joined = new byte[64];
        hashOfLeaf(two.get(0)).bytes().copyTo(joined, 0);
        hashOfLeaf(two.get(1)).bytes().copyTo(joined, 32);

        assertThat(new MerkleTree(List.of(Bytes.of(joined))).root()).isNotEqualTo(new MerkleTree(two).root());
    }

    @Test
    void tree_withoutLeaves_isMisuse() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MerkleTree(List.of()));
    }

    private static List<Bytes> leaves(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> Bytes.of(ByteBuffer.allocate(4 + i % 7).putInt(i).array()))
                .toList();
    }

    private static int[] indexes(int size) {
        return size <= EXHAUSTIVE_SIZE
                ? IntStream.range(0, size).toArray()
                : new int[] {0, 1, size / 3, size / 2, Integer.highestOneBit(size - 1), size - 2, size - 1};
    }

    private static Digest rootOrNothing(Bytes leaf, int index, int size, List<Digest> path) {
        try {
            return MerkleTree.rootOf(leaf, index, size, path);
        } catch (IllegalArgumentException e) {
            return Digest.NONE;
        }
    }

    private static void assertRefused(int index, int size, List<Digest> path) {
        assertThatIllegalArgumentException()
                .as("path of %d at %d in %d", path.size(), index, size)
                .isThrownBy(() -> MerkleTree.rootOf(Bytes.EMPTY, index, size, path));
    }

    /** MTH of RFC 6962, section 2.1. */
    private static Digest definedRoot(List<Bytes> leaves) {
        if (leaves.size() == 1) {
            return hashOfLeaf(leaves.get(0));
        }
        int split = split(leaves.size());
        return hashOfNode(definedRoot(leaves.subList(0, split)), definedRoot(leaves.subList(split, leaves.size())));
    }

    /** PATH of RFC 6962, section 2.1.1. */
    private static List<Digest> definedPath(int index, List<Bytes> leaves) {
        if (leaves.size() == 1) {
            return List.of();
        }
        int split = split(leaves.size());
        List<Bytes> left = leaves.subList(0, split);
        List<Bytes> right = leaves.subList(split, leaves.size());
        List<Digest> path =
                new ArrayList<>(index < split ? definedPath(index, left) : definedPath(index - split, right));
        path.add(definedRoot(index < split ? right : left));
        return path;
    }

    /** The largest power of two below a number. */
    private static int split(int size) {
        int power = 1;
        while (2 * power < size) {
            power *= 2;
        }
        return power;
    }

    private static Digest hashOfLeaf(Bytes leaf) {
        byte[] prefixed = new byte[1 + leaf.size()];
        leaf.copyTo(prefixed, 1);
        return Sha256.digest(Bytes.of(prefixed));
    }

    private static Digest hashOfNode(Digest left, Digest right) {
        byte[] prefixed = new byte[65];
        prefixed[0] = 1;
        left.bytes().copyTo(prefixed, 1);
        right.bytes().copyTo(prefixed, 33);
        return Sha256.digest(Bytes.of(prefixed));
    }
}
