"""What stands in Mei's file one by one: purchases, bills, contacts, scores, decisions. All invented.

The days were chosen so that her score comes out as in the design: 652, of which bills 26,
purchases 21, contacts 8, posts -18 and licence points -10, with 648 as the official figure.
"""

from __future__ import annotations

# day, what, shop, yuan
DOMESTIC = (
    ("2015-03-01", "Tea from Fujian", "Wuyi Tea House", "88.00"),
    ("2015-03-22", "Cotton bedding, made in Nantong", "Nantong Textiles", "239.00"),
    ("2015-04-04", "Rice cooker, made in Foshan", "Foshan Kitchen", "199.00"),
    ("2015-04-18", "Canvas shoes, made in Putian", "Putian Shoes", "79.00"),
    ("2015-05-03", "Desk lamp, made in Zhongshan", "Zhongshan Lamps", "69.00"),
    ("2015-06-05", "Umbrella, made in Hangzhou", "West Lake Umbrellas", "45.00"),
    ("2015-06-27", "Phone, made in Shenzhen", "Shenzhen Phones", "1299.00"),
    ("2015-07-04", "Fan, made in Zhongshan", "Zhongshan Lamps", "119.00"),
    ("2015-07-25", "Bicycle, made in Tianjin", "Tianjin Cycles", "498.00"),
    ("2015-08-05", "Silk scarf from Suzhou", "苏锦坊", "158.00"),
    ("2015-08-29", "Bowls from Jingdezhen", "景德瓷坊", "96.00"),
    ("2015-09-15", "Rucksack, made in Quanzhou", "Quanzhou Bags", "139.00"),
    ("2015-09-20", "Mooncakes from Guangzhou", "广和饼家", "108.00"),
    ("2015-10-01", "Wool coat, made in Ningbo", "Ningbo Tailors", "459.00"),
    ("2015-10-05", "Thermos flask, made in Yongkang", "Yongkang Flasks", "59.00"),
    ("2015-10-31", "Kettle, made in Zhanjiang", "Zhanjiang Kettles", "89.00"),
    ("2015-11-05", "Headphones, made in Dongguan", "Dongguan Sound", "149.00"),
    ("2015-12-01", "Down jacket, made in Changshu", "Changshu Outdoor", "399.00"),
    ("2015-12-05", "Heater, made in Cixi", "Cixi Heaters", "169.00"),
    ("2015-12-30", "Calendar and ink, made in Anhui", "知行书店", "66.00"),
    ("2016-01-04", "Gloves, made in Jiaxing", "Jiaxing Wool", "39.00"),
    ("2016-01-21", "New Year sweets from Beijing", "Old Lane Sweets", "75.00"),
    ("2016-01-28", "Red lanterns, made in Gaocheng", "Gaocheng Lanterns", "58.00"),
    ("2016-02-04", "Dried fruit from Xinjiang", "Turpan Fruit", "92.00"),
    ("2016-02-14", "Wok, made in Zhangqiu", "Zhangqiu Iron", "188.00"),
    ("2016-02-21", "Yoga mat, made in Nantong", "Nantong Sports", "64.00"),
    ("2016-03-03", "Raincoat, made in Taizhou", "Taizhou Rainwear", "72.00"),
)
# The shoes of 10 February are the wrong record: they were made in Jinjiang, in Fujian.
IMPORTED = (
    ("2015-06-20", "Wrist watch, imported", "Alpine Watches", "860.00"),
    ("2015-10-02", "Milk powder, imported", "Southern Dairy", "278.00"),
    ("2015-12-19", "Face cream, imported", "Maison Claire", "320.00"),
    ("2016-02-10", "Running shoes, imported", "Jinjiang Running", "369.00"),
)
# Bills of thirteen months; the phone bill of September was 9 days late.
ELECTRICITY = (
    ("2015-02-20", "92.40"),
    ("2015-03-20", "84.10"),
    ("2015-04-20", "61.75"),
    ("2015-05-20", "58.20"),
    ("2015-06-20", "77.30"),
    ("2015-07-20", "128.60"),
    ("2015-08-20", "141.05"),
    ("2015-09-20", "96.80"),
    ("2015-10-20", "63.90"),
    ("2015-11-20", "70.15"),
    ("2015-12-20", "104.50"),
    ("2016-01-20", "117.20"),
    ("2016-02-20", "109.85"),
)
PHONE = (
    ("2015-02-24", "46.00"),
    ("2015-03-24", "46.00"),
    ("2015-04-24", "46.00"),
    ("2015-05-24", "52.30"),
    ("2015-06-24", "46.00"),
    ("2015-07-24", "46.00"),
    ("2015-08-24", "58.10"),
    ("2015-10-24", "46.00"),
    ("2015-11-24", "46.00"),
    ("2015-12-24", "46.00"),
    ("2016-01-25", "61.40"),
    ("2016-02-24", "46.00"),
)
CONTACTS = (
    ("C-1", "Lian", "1.0", "2013-02-01"),
    ("C-2", "Xiu", "0.8", "2013-02-01"),
    ("C-3", "Jun", "0.8", "2013-06-15"),
    ("C-4", "Hao", "0.9", "2013-09-20"),
    ("C-5", "Yan", "0.4", "2014-01-11"),
    ("C-6", "Bao", "0.6", "2014-03-08"),
    ("C-7", "Fen", "0.3", "2014-07-02"),
    ("C-8", "Tao", "0.6", "2014-09-28"),
    ("C-9", "Ping", "0.5", "2015-11-14"),
)
# Ping's score is not in the file.
CONTACT_SCORES = {
    "C-1": (
        ("2014-12-06", "712"),
        ("2015-06-06", "724"),
        ("2015-10-06", "735"),
        ("2016-02-06", "742"),
    ),
    "C-2": (("2014-12-06", "730"), ("2015-07-06", "748"), ("2015-12-06", "766")),
    "C-3": (("2015-01-06", "702"), ("2015-08-06", "715"), ("2015-11-06", "728")),
    "C-4": (("2015-01-06", "690"), ("2015-09-06", "702")),
    "C-5": (("2014-12-06", "781"), ("2015-09-06", "790")),
    "C-6": (("2015-02-06", "660"), ("2015-12-06", "668")),
    "C-7": (("2015-02-06", "612"), ("2015-10-06", "604")),
    "C-8": (
        ("2015-01-06", "655"),
        ("2015-06-06", "644"),
        ("2015-11-06", "638"),
        ("2016-01-20", "548"),
    ),
}
# Two points of the fall from January to February, and all four of March, have no reason in the file.
OFFICIAL = (
    ("2015-02-06", "632", "1.0", ""),
    ("2015-03-06", "638", "1.0", ""),
    ("2015-04-06", "645", "1.0", ""),
    ("2015-05-06", "640", "1.0", ""),
    ("2015-06-06", "645", "1.0", ""),
    ("2015-07-06", "633", "1.0", ""),
    ("2015-08-06", "641", "1.0", ""),
    ("2015-09-06", "645", "1.0", ""),
    ("2015-10-06", "646", "1.0", ""),
    ("2015-11-06", "650", "1.1", "From 1 November imports cost 4 points, not 3"),
    ("2015-12-06", "656", "1.1", ""),
    ("2016-01-06", "655", "1.1", ""),
    ("2016-02-06", "645", "1.1", ""),
    ("2016-03-06", "648", "1.1", ""),
)
LOOKUPS = (
    ("2015-05-18", "City bikes", "Bike hire"),
    ("2015-07-02", "Harbour Design", "Not stated"),
    ("2015-09-08", "Lotus Dating", "Place in search results"),
    ("2015-11-21", "Swift Car Hire", "Deposit"),
    ("2015-12-14", "East Bank", "Loan"),
    ("2016-01-23", "Swift Car Hire", "Deposit"),
    ("2016-02-11", "A person not named", "Not stated"),
    ("2016-02-16", "Visa office", "Visa"),
    ("2016-03-01", "Lotus Dating", "Place in search results"),
)
DECISIONS = (
    ("2015-11-21", "Swift Car Hire", "Car hire", "No deposit", "650", "Score of 650 or more"),
    ("2015-12-14", "East Bank", "Loan of 8,000 yuan", "Refused", "", "Score too low"),
    ("2016-01-23", "Swift Car Hire", "Car hire", "Deposit of 3,000 yuan", "650", "Score under 650"),
    (
        "2016-02-16",
        "Visa office",
        "Tourist visa",
        "All papers asked for",
        "700",
        "Score not over 700",
    ),
    ("2016-03-01", "Lotus Dating", "Place in search results", "Page 4", "", ""),
)
