package fold

import (
	"strings"
	"sync"
)

// variantGroups are characters that replace each other in names, a group a word: old
// and new forms, forms of family registers, traditional and simplified ones; and Arabic
// letters typed for each other. Some of a group are different words otherwise (斉, 斎),
// but a name that is heard does not tell which.
const variantGroups = `
高髙 崎﨑嵜碕 辺邊邉 斎斉齋齊齐 沢澤泽 浜濱濵 広廣 国國圀 桜櫻 竜龍龙 真眞 恵惠 島嶋嶌 富冨 徳德 瀬瀨 曽曾 籠篭 吉𠮷 峰峯 岳嶽 巌巖
円圓 桧檜 槙槇 薮藪籔 条條 関關关 鉄鐵銕铁 黒黑 横橫 検檢 実實实 寿壽 栄榮荣 塩鹽盐 学學 芦蘆 万萬 会會 来來 亀龜龟 仏佛 伝傳 児兒 剣劍劒剱剑
勲勛 区區 医醫 巻卷 参參 双雙 収收 台臺 号號 壮壯 声聲 宝寶寳 対對对 専專 将將 尭堯尧 尽盡 弥彌 弾彈 当當 従從 応應应 恒恆 悦悅 戸戶户 戦戰 拝拜
挙擧 数數 晋晉 暁曉晓 楼樓 楽樂乐 様樣 権權 欧歐 歩步 気氣 渋澁 渓溪 温溫 満滿 滝瀧 灯燈 為爲 独獨 猪豬 瑶瑤 産產 畑畠 砺礪 研硏 礼禮 禄祿 秋穐 秘祕
稲稻 穂穗 穣穰 竈竃 糸絲 経經 絵繪 総總 緑綠 縁緣 縄繩 聡聰 館舘 芸藝 荘莊庄 蒋蔣 蔵藏 薫薰 虎乕 虫蟲 蛍螢 衛衞 裏裡 覇霸 覚覺 観觀观 誉譽 読讀
賛贊 遥遙 郎郞 郷鄕 釈釋 野埜 銭錢钱 録錄 鎮鎭镇 鑑鑒 隣鄰邻 雑雜 霊靈灵 静靜 頼賴赖 顕顯 鯵鰺 鶴靏靍鹤 麦麥 黄黃 桝枡 柳栁 桑桒 喜㐂 昂昻 皓晧 橋槗𣘺桥
淵渕渊 熙煕 穎頴颖 諌諫 讃讚 豊豐丰 村邨 鈎鉤 間閒间 雁鴈 顔顏颜 鴬鶯 鴎鷗 凛凜 涼凉 厨廚 厩廐 呉吳吴 哲喆 増增 卯夘 奥奧 姫姬 嬢孃 寛寬 尚尙 巣巢
弦絃 彦彥 慎愼 叙敍 昇曻 松枩㮤 毎每 渉涉 浅淺 清淸 湧涌 済濟济 焔焰 爾尓尔 狭狹 奨獎 留畄 畳疊 皐皋 県縣 縦縱 聴聽 肇肈 与與 舎舍 艶艷 譲讓 青靑
麹麴 齢齡 鋭銳 内內 兎兔菟 冴冱 呂吕 啓啟 侠俠 俣俁 即卽 卿𫟘 堺界 壷壺 姉姊 屏屛 帰歸 徴徵 懐懷 戻戾 抜拔 掲揭 瓶甁 痩瘦 税稅 絶絕 繋繫 繍繡 鐘鍾钟
脱脫 葛𦹀 虚虛 蝉蟬 説說 軽輕 醤醬 閲閱 頬頰 飲飮 餅餠 騨驒 髪髮 鶏鷄 麺麵 黙默 刃刄 寧寗宁 靭靱 鷹𪆐 梅楳 藁藳 檪櫟 樋桶 丈𠀋 土圡
陳陈 劉刘 張张 楊杨 趙赵 馬马 羅罗 鄭郑 謝谢 許许 鄧邓 蕭萧 孫孙 馮冯 盧卢 賈贾 鄒邹 陸陆 蘇苏 韓韩 顧顾 賀贺 龔龚 譚谭 湯汤 厳嚴严 魯鲁 韋韦 鄺邝 簡简
陽阳 紅红 麗丽 軍军 華华 強强 偉伟 傑杰 蘭兰 鳳凤 東东 慶庆 濤涛 飛飞 鵬鹏 鴻鸿 蓮莲 瑩莹 歓歡欢 潤润 義义 貴贵 長长 遠远 進进 連连 達达 運运 鋒锋 銀银 錦锦
銘铭 聞闻 閻阎闫 韻韵 順顺 風风 駱骆 駿骏 魚鱼 鮑鲍 鳥鸟 葉叶 岡岗 倉仓 邱丘 範范 婁娄 塗涂 項项 時时 衆众 賢贤 愛爱 勝胜 興兴 軒轩 詩诗 諾诺
اأإآٱ هة يىی كک
`

// variant returns the character that stands for its group.
func variant(r rune) rune {
	if to, ok := variants()[r]; ok {
		return to
	}
	return r
}

var variants = sync.OnceValue(func() map[rune]rune {
	all := map[rune]rune{}
	for _, group := range strings.Fields(variantGroups) {
		first := rune(0)
		for _, r := range group {
			if first == 0 {
				first = r
			}
			all[r] = first
		}
	}
	return all
})
