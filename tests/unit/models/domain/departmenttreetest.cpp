// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/departmenttree.h"

#include <gtest/gtest.h>

using namespace EvalTrack;

namespace {

Department department(int id, const char *name, int parent = 0)
{
    Department made;
    made.id = DepartmentId(id);
    made.name = QString::fromLatin1(name);
    made.uuid = DepartmentUuid(makeUuidV7());
    if (parent > 0) {
        made.parentId = DepartmentId(parent);
    }
    return made;
}

QStringList shownAs(const DepartmentTree &tree)
{
    QStringList lines;
    for (const DepartmentTree::Node &node : tree.nodes()) {
        lines.append(QString(node.depth, u'-') + node.department.name);
    }
    return lines;
}

} // namespace

TEST(DepartmentTreeTest, EachIsFollowedByWhatIsBelowIt)
{
    const DepartmentTree tree({department(1, "a", 3), department(2, "b"), department(3, "c"),
                               department(4, "d", 1), department(5, "e", 3)});

    EXPECT_EQ(shownAs(tree),
              QStringList({QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("-a"),
                           QStringLiteral("--d"), QStringLiteral("-e")}));
    EXPECT_EQ(tree.path(3).join(u'/'), QStringLiteral("c/a/d"));
    EXPECT_TRUE(tree.isWithin(3, 1));
    EXPECT_FALSE(tree.isWithin(0, 1));
    EXPECT_EQ(tree.nodes().at(1).end, 5);
}

TEST(DepartmentTreeTest, WhoseParentIsNotThereIsAtTheTop)
{
    EXPECT_EQ(shownAs(DepartmentTree({department(1, "a", 99)})), QStringList(QStringLiteral("a")));
}

// The server makes none; two edits of two computers, laid over each other, may.
TEST(DepartmentTreeTest, ACircleIsAtTheTopAndNobodyIsLost)
{
    const DepartmentTree tree({department(1, "a", 2), department(2, "b", 1), department(3, "c", 1),
                               department(4, "d", 4)});

    EXPECT_EQ(shownAs(tree), QStringList({QStringLiteral("a"), QStringLiteral("-c"),
                                          QStringLiteral("b"), QStringLiteral("d")}));
}

TEST(DepartmentTreeTest, OneWithoutANumberIsNobodysParent)
{
    Department fresh = department(0, "new");
    fresh.id = DepartmentId();
    Department child = department(1, "a");
    child.parentId = DepartmentId();

    EXPECT_EQ(shownAs(DepartmentTree({fresh, child})),
              QStringList({QStringLiteral("new"), QStringLiteral("a")}));
}
