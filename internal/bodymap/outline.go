package bodymap

import "slices"

// The outline of half a body, on the reader's right: from the crown down the
// outer side of the arm, up its inner side, down the trunk and the leg, and up
// to where the legs part. X counts from the midline, Y from the crown. Heights
// follow the usual proportions of the standing adult: chin 1000, armpit 1960,
// elbow 2800, wrist 3780, crotch 3900, fingertips 4570, knee 5400, ankle 7050.

var head = []node{
	{0, 0}, {205, 58}, {340, 250}, {360, 440}, {360, 440}, // skull to the top of the ear
	{394, 450}, {386, 560}, {348, 640}, {348, 640}, // ear
	{302, 815}, {232, 925}, {232, 925}, // jaw to the neck
}

var outerArm = []node{
	{232, 1085}, {320, 1240}, {560, 1355}, {790, 1450}, {930, 1660}, // neck and shoulder
	{972, 2000}, {1055, 2400}, {1135, 2700}, {1210, 3010}, {1260, 3350},
}

var hand = []node{
	{1320, 3778}, {1358, 3904}, {1462, 4054}, {1544, 4170}, // wrist and thumb
	{1570, 4232}, {1548, 4262}, {1510, 4250}, {1476, 4202}, {1422, 4120}, {1422, 4120},
	{1444, 4268}, {1436, 4450}, {1380, 4542}, {1318, 4574}, {1238, 4550}, // fingers
	{1174, 4442}, {1124, 4246}, {1110, 4036}, {1130, 3802},
}

var innerArm = []node{
	{1058, 3480}, {930, 3110}, {872, 2800}, {775, 2400}, {662, 1960}, {662, 1960},
}

var outerLeg = []node{
	{615, 2280}, {560, 2760}, {605, 3150}, {672, 3650}, {668, 4150}, // waist and hip
	{595, 4900}, {536, 5380}, {580, 5880}, {515, 6580}, {488, 6880}, {505, 7050},
}

var frontFoot = []node{
	{545, 7220}, {612, 7380}, {590, 7460}, {490, 7492}, {370, 7504}, {275, 7488}, {235, 7410}, {252, 7230},
}

// backFoot is the heel, with the little toe behind it.
var backFoot = []node{
	{540, 7200}, {612, 7340}, {585, 7405}, {515, 7420}, {515, 7420},
	{470, 7480}, {385, 7504}, {300, 7470}, {265, 7370}, {262, 7230},
}

var innerLeg = []node{
	{250, 7030}, {275, 6840}, {245, 6560}, {158, 5980}, {195, 5600}, {180, 5300},
	{100, 4750}, {32, 4200}, {0, 3900}, {0, 3900},
}

// outline is the half with one of the two feet.
func outline(foot []node) []node {
	return slices.Concat(head, outerArm, hand, innerArm, outerLeg, foot, innerLeg)
}

// The quiet lines, each half drawn on the reader's right. A line that begins at
// the midline and leaves it goes on to the other side.

var frontDetails = [][]node{
	{{0, 1005}, {130, 985}, {232, 925}},                               // chin
	{{80, 1455}, {300, 1425}, {560, 1450}},                            // collar bone
	{{0, 2995}, {30, 2980}},                                           // navel
	{{190, 3830}, {330, 3710}, {440, 3560}},                           // groin
	{{255, 5450}, {300, 5535}, {360, 5560}, {420, 5535}, {465, 5450}}, // knee cap
	{{330, 7420}, {335, 7490}},                                        // toes
	{{395, 7425}, {402, 7490}},
	{{455, 7420}, {465, 7482}},
	{{510, 7405}, {522, 7470}},
}

var backDetails = [][]node{
	{{0, 1400}, {0, 3150}},                                            // spine
	{{0, 3500}, {0, 3880}},                                            // between the buttocks
	{{110, 4010}, {290, 4040}, {460, 3980}},                           // below the buttock
	{{330, 1570}, {272, 1720}, {295, 1940}, {375, 2100}, {450, 2030}}, // shoulder blade
	{{250, 5400}, {360, 5425}, {470, 5400}},                           // back of the knee
}

var fingers = [][]node{
	{{1382, 4466}, {1362, 4256}},
	{{1314, 4500}, {1284, 4252}},
	{{1236, 4458}, {1208, 4260}},
}
